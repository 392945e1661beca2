import { Unwrapper } from '../wire/sequence.ts';
import { transportFeedback, type Arrival } from '../wire/transport-feedback.ts';

const maxPending = 200;

/** Collects the arrivals of one connection, and reports them so that the sender can estimate its bandwidth. */
export class TransportArrivals {
  readonly #sequence = new Unwrapper(16);
  readonly #arrivals = new Map<number, number>();
  #next: number | undefined;
  #count = 0;

  arrived(sequence: number, now: number): void {
    const extended = this.#sequence.unwrap(sequence);
    if (this.#next !== undefined && extended < this.#next - maxPending) return;
    if (!this.#arrivals.has(extended)) this.#arrivals.set(extended, now * 1000);
  }

  /** The feedback due, if anything arrived since the last. Sequence numbers skipped are reported lost once. */
  report(senderSsrc: number, mediaSsrc: number): Buffer | undefined {
    if (this.#arrivals.size === 0) return undefined;
    const arrivals: Arrival[] = [...this.#arrivals]
      .map(([sequence, atUs]) => ({ sequence, atUs }))
      .sort((a, b) => a.sequence - b.sequence);
    this.#arrivals.clear();
    const first = arrivals[0]?.sequence ?? 0;
    const last = arrivals.at(-1)?.sequence ?? 0;
    // What came late goes into a report of its own range; a jump beyond reason starts anew.
    const base =
      this.#next !== undefined && this.#next <= first && first - this.#next < 1_000 ? this.#next : first;
    this.#next = Math.max(this.#next ?? 0, last + 1);
    this.#count = (this.#count + 1) & 0xff;
    return transportFeedback(
      senderSsrc,
      mediaSsrc,
      this.#count,
      base,
      arrivals.filter(({ sequence }) => sequence - base < 4_000),
    );
  }
}
