import { Unwrapper } from '../wire/sequence.ts';

/** Reception statistics of one source as RFC 3550 §6.4 and appendix A want them reported. */
export class Reception {
  readonly #clockRate: number;
  readonly #sequence = new Unwrapper(16);
  #first: number | undefined;
  #highest = 0;
  #received = 0;
  #jitter = 0;
  #transit: number | undefined;
  #expectedBefore = 0;
  #receivedBefore = 0;
  packets = 0;
  bytes = 0;

  constructor(clockRate: number) {
    this.#clockRate = clockRate;
  }

  /** @param bytes of payload */
  arrived(sequence: number, timestamp: number, bytes: number, now: number): void {
    const extended = this.#sequence.unwrap(sequence);
    this.#first ??= extended;
    if (extended > this.#highest) this.#highest = extended;
    this.#received += 1;
    this.packets += 1;
    this.bytes += bytes;
    const transit = (now / 1000) * this.#clockRate - timestamp;
    if (this.#transit !== undefined) {
      const difference = Math.abs(transit - this.#transit);
      // A jump of the source's clock (a new device, a wrapped timestamp) is no jitter.
      if (difference < this.#clockRate * 5) this.#jitter += (difference - this.#jitter) / 16;
    }
    this.#transit = transit;
  }

  get expected(): number {
    return this.#first === undefined ? 0 : this.#highest - this.#first + 1;
  }

  get lost(): number {
    return Math.max(0, this.expected - this.#received);
  }

  get highest(): number {
    return this.#highest;
  }

  get jitter(): number {
    return this.#jitter;
  }

  get jitterMs(): number {
    return (this.#jitter / this.#clockRate) * 1000;
  }

  /** Share lost since the last call, in 256ths (RFC 3550 appendix A.3). */
  fractionLost(): number {
    const expected = this.expected - this.#expectedBefore;
    const received = this.#received - this.#receivedBefore;
    this.#expectedBefore = this.expected;
    this.#receivedBefore = this.#received;
    if (expected <= 0 || received >= expected) return 0;
    return Math.min(255, Math.floor(((expected - received) / expected) * 256));
  }
}
