/** What happens to packets on one way of a link. */
export interface Impairment {
  /** Share of packets lost at random, 0..1. */
  readonly loss: number;
  readonly delayMs: number;
  /** Kilobits per second; undefined for no limit. */
  readonly rateKbps: number | undefined;
  /** Bytes that wait in front of a limited link; what doesn't fit is lost. */
  readonly queueBytes: number;
}

export const unimpaired: Impairment = { loss: 0, delayMs: 0, rateKbps: undefined, queueBytes: Infinity };

/** Decides the fate of each packet on one way of a link. Times in milliseconds of any one clock. */
export class Link {
  readonly #random: () => number;
  impairment: Impairment = unimpaired;
  /** When the last packet will have left a limited link. */
  #busyUntil = 0;
  #lastArrival = 0;

  /** @param random yields numbers from 0 up to but not including 1 */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** When a packet of this many bytes that comes now arrives at the far end, or undefined when it is lost. Never reorders. */
  arrivalOf(bytes: number, now: number): number | undefined {
    const { loss, delayMs, rateKbps, queueBytes } = this.impairment;
    if (this.#random() < loss) return undefined;
    let left = now;
    if (rateKbps !== undefined) {
      const bytesPerMs = rateKbps / 8;
      const waitingMs = Math.max(0, this.#busyUntil - now);
      if (waitingMs * bytesPerMs + bytes > queueBytes) return undefined;
      left = now + waitingMs + bytes / bytesPerMs;
      this.#busyUntil = left;
    }
    this.#lastArrival = Math.max(this.#lastArrival, left + delayMs);
    return this.#lastArrival;
  }
}
