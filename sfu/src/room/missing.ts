import { distance } from '../wire/sequence.ts';

/** How hard a lost packet is asked for. */
export interface NackPolicy {
  /** Nothing older than this is worth having, milliseconds. */
  readonly giveUpAfterMs: number;
  readonly maxTries: number;
}

interface Gap {
  readonly since: number;
  tries: number;
  firstAskedAt: number;
  askedAt: number;
}

/** A gap wider than this is a new beginning, not loss. */
const maxGap = 512;
const maxRemembered = 256;
const maxRoundTripMs = 1_000;
/** Each repetition waits so much longer than the one before. */
const backoff = 1.5;

/** Which packets of a source have not come, and when to ask for them (again). */
export class MissingPackets {
  readonly #gaps = new Map<number, Gap>();
  readonly #policy: NackPolicy;
  #highest: number | undefined;
  /** Round trip to the sender, from how long answers take, milliseconds. */
  #roundTripMs = 80;

  constructor(policy: NackPolicy) {
    this.#policy = policy;
  }

  get roundTripMs(): number {
    return this.#roundTripMs;
  }

  /** Takes note of an arrival (16-bit sequence number), original or retransmitted. */
  arrived(sequence: number, now: number): void {
    const highest = this.#highest;
    if (highest === undefined) {
      this.#highest = sequence;
      return;
    }
    const ahead = distance(sequence, highest, 0x10000);
    if (ahead <= 0) {
      this.#filled(sequence, now);
      return;
    }
    this.#highest = sequence;
    if (ahead > maxGap) {
      this.#gaps.clear();
      return;
    }
    for (let step = 1; step < ahead; step += 1) this.#open((highest + step) & 0xffff, now);
  }

  #open(sequence: number, now: number): void {
    if (this.#gaps.size < maxRemembered)
      this.#gaps.set(sequence, { since: now, tries: 0, firstAskedAt: 0, askedAt: 0 });
  }

  #filled(sequence: number, now: number): void {
    const gap = this.#gaps.get(sequence);
    if (!gap) return;
    this.#gaps.delete(sequence);
    if (gap.tries === 0) return;
    // Which request this answers nobody knows. Counting from the first errs on the side of asking less.
    const took = Math.min(now - gap.firstAskedAt, maxRoundTripMs);
    this.#roundTripMs = this.#roundTripMs * 0.8 + took * 0.2;
  }

  /** The numbers to ask for now, ascending; and forgets what is too old. */
  due(now: number): number[] {
    if (this.#gaps.size === 0) return [];
    const wait = Math.max(20, this.#roundTripMs * 1.2);
    const asked: number[] = [];
    for (const [sequence, gap] of this.#gaps) {
      if (now - gap.since > this.#policy.giveUpAfterMs || gap.tries >= this.#policy.maxTries) {
        this.#gaps.delete(sequence);
        continue;
      }
      // Reordering by a few milliseconds is common and cheap to wait for.
      if (gap.tries === 0 ? now - gap.since < 5 : now - gap.askedAt < wait * backoff ** (gap.tries - 1))
        continue;
      gap.tries += 1;
      if (gap.tries === 1) gap.firstAskedAt = now;
      gap.askedAt = now;
      asked.push(sequence);
    }
    return asked;
  }
}
