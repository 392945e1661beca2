import type { Timestamp } from '@parley/protocol';

const samplesKept = 8;

interface Sample {
  readonly offsetMs: number;
  readonly roundTripMs: number;
}

/** Keeps the difference between this computer's clock and the server's, from the quickest of the last answers. */
export class ServerClock {
  #samples: Sample[] = [];

  /**
   * @param serverTime what the server's clock said when it answered
   * @param roundTripMs between asking and hearing the answer
   * @param heardAtMs `Date.now()` when the answer came
   */
  add(serverTime: Timestamp, roundTripMs: number, heardAtMs: number): void {
    const offsetMs = Date.parse(serverTime) + roundTripMs / 2 - heardAtMs;
    this.#samples = [...this.#samples, { offsetMs, roundTripMs }].slice(-samplesKept);
  }

  /** Milliseconds to add to `Date.now()`. */
  get offsetMs(): number {
    const best = this.#samples.reduce<Sample | undefined>(
      (quickest, sample) => (quickest && quickest.roundTripMs <= sample.roundTripMs ? quickest : sample),
      undefined,
    );
    return Math.round(best?.offsetMs ?? 0);
  }
}
