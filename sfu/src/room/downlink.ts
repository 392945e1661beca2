/** A part of the packets that is not lost by chance on a radio link. */
const muchLost = 0.1;
/** An estimate grows several times a second wherever packets do not queue up, and soon again where they have only come unevenly. */
const standsStillMs = 1_000;
const staysLowMs = 150;
const falls = 0.97;
const congestedBelow = 1.1;
/** Where there is room, an estimate stays half as much again above what arrives; most of the way there is enough. */
const roomy = 1.4;
const widensAfterMs = 10_000;

/**
 * The path to a subscriber, as far as it is known. A receiver's estimate is never far above what arrives
 * (draft-ietf-rmcat-gcc §5.5), so that it says what the path carries only where the path is full; else it says how little
 * was sent, and is no reason to send no more.
 */
export class Downlink {
  /** Bits per second that the subscriber believes to be able to receive (REMB). */
  estimate: number | undefined;
  /** Since when the estimate has neither grown nor been above what is sent. */
  #stillSince: number | undefined;
  /** Since when it has been lower than before, without having grown. */
  #lowSince: number | undefined;
  #isNarrow = false;
  #roomSince: number | undefined;
  /** Bits per second. */
  #sent = 0;

  /** Whether the path has been found full, and has not been seen to have room for a while since. */
  get isNarrow(): boolean {
    return this.#isNarrow;
  }

  /** Whether it is full now. */
  get isCongested(): boolean {
    return this.#isNarrow && this.estimate !== undefined && this.estimate < this.#sent * congestedBelow;
  }

  estimated(bitrate: number, now: number): void {
    const before = this.estimate ?? bitrate;
    this.estimate = bitrate;
    if (bitrate > before) this.#lowSince = undefined;
    if (bitrate > before && this.#stillSince !== undefined) this.#stillSince = now;
    if (bitrate < before * falls) this.#lowSince ??= now;
  }

  /** @param fraction of the packets sent, 0..1 */
  lost(fraction: number): void {
    if (fraction >= muchLost) this.#fill();
  }

  /** @param bitrate of late, bits per second */
  sent(bitrate: number): void {
    this.#sent = bitrate;
  }

  /** Every few milliseconds. */
  tick(now: number): void {
    if (this.estimate === undefined) return;
    const isAbove = this.estimate >= this.#sent * congestedBelow;
    this.#stillSince = isAbove ? undefined : (this.#stillSince ?? now);
    if (!isAbove && (lasts(this.#stillSince, now, standsStillMs) || lasts(this.#lowSince, now, staysLowMs)))
      this.#fill();
    const hasRoom = this.estimate >= this.#sent * roomy;
    this.#roomSince = hasRoom ? (this.#roomSince ?? now) : undefined;
    if (lasts(this.#roomSince, now, widensAfterMs)) this.#isNarrow = false;
  }

  /** More is tried than was found to pass. */
  widen(): void {
    this.#isNarrow = false;
    this.#stillSince = this.#lowSince = this.#roomSince = undefined;
  }

  #fill(): void {
    this.#isNarrow = true;
    this.#roomSince = undefined;
  }
}

const lasts = (since: number | undefined, now: number, ms: number): boolean =>
  since !== undefined && now - since >= ms;
