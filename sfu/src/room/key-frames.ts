/** Asks a video source for key frames: not too often, and again until one comes. */

const leastIntervalMs = 300;
const retryAfterMs = 700;

export class KeyFrameRequests {
  #wanted = false;
  #askedAt = -Infinity;
  #answered = false;
  asked = 0;

  /** Somebody needs a key frame. True when it should be asked for right now. */
  want(now: number): boolean {
    this.#wanted = true;
    return this.#ask(now, leastIntervalMs);
  }

  /** Called from time to time; true when the wish has to be repeated. */
  due(now: number): boolean {
    // A wish that came just after a key frame had passed waits only for the least interval.
    return this.#wanted && this.#ask(now, this.#answered ? leastIntervalMs : retryAfterMs);
  }

  arrived(): void {
    this.#wanted = false;
    this.#answered = true;
  }

  #ask(now: number, intervalMs: number): boolean {
    if (now - this.#askedAt < intervalMs) return false;
    this.#askedAt = now;
    this.#answered = false;
    this.asked += 1;
    return true;
  }
}
