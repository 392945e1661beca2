import { Unwrapper } from '../wire/sequence.ts';

/** The difference between a publisher's wallclock and ours, the same for all that it sends: sound and picture stay together. */
export class PublisherClock {
  #ahead: number | undefined;

  /** Local time for the publisher's. The first report fixes it: later ones tell of the network, not of clocks. */
  toLocal(ntpMs: number, now: number): number {
    this.#ahead ??= now - ntpMs;
    // A computer that slept, or whose clock was set, begins anew.
    if (Math.abs(now - (ntpMs + this.#ahead)) > 5_000) this.#ahead = now - ntpMs;
    return ntpMs + this.#ahead;
  }
}

/** How much a mapping moves with one report: clocks drift by less, and reports jitter by more. */
const maxStepMs = 1;
const jumpMs = 250;

/** Local time, milliseconds, for the RTP timestamps of one source. */
export class SourceClock {
  readonly #clockRate: number;
  readonly #publisher: PublisherClock;
  readonly #unwrapper = new Unwrapper(32);
  #offset: number | undefined;
  #reported = false;

  constructor(clockRate: number, publisher: PublisherClock) {
    this.#clockRate = clockRate;
    this.#publisher = publisher;
  }

  /** RFC 3550 §6.4.1: which timestamp belongs to which wallclock of the publisher. */
  report(ntpMs: number, rtp: number, now: number): void {
    const measured = this.#publisher.toLocal(ntpMs, now) - this.#elapsed(rtp);
    const before = this.#offset;
    if (before === undefined || !this.#reported || Math.abs(measured - before) > jumpMs)
      this.#offset = measured;
    else this.#offset = before + Math.max(-maxStepMs, Math.min(maxStepMs, measured - before));
    this.#reported = true;
  }

  /** When the frame with this timestamp was captured; before the first report, as its arrival has it. */
  localAt(rtp: number, arrivedAt: number): number {
    const elapsed = this.#elapsed(rtp);
    this.#offset ??= arrivedAt - elapsed;
    return this.#offset + elapsed;
  }

  #elapsed(rtp: number): number {
    return (this.#unwrapper.unwrap(rtp) / this.#clockRate) * 1_000;
  }
}
