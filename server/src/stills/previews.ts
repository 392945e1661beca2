import type { StillId } from '@parley/protocol';
import type { CancelTimer, Clock } from '../platform/clock.ts';

/** For so long a preview that is not here yet is waited for, and one that is here is kept in memory. */
const patienceMs = 3_000;
const heldMs = 10_000;

interface Waiting {
  readonly there: Promise<Buffer | undefined>;
  readonly arrive: (bytes: Buffer | undefined) => void;
}

/**
 * Previews on their way: whoever asks for one before it is here gets it the moment it is, without the way over disk and
 * database. What is a still's for good is what is kept.
 */
export class Previews {
  readonly #clock: Clock;
  readonly #waiting = new Map<StillId, Waiting>();
  readonly #timers = new Set<CancelTimer>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** It is here. */
  arrived(id: StillId, bytes: Buffer): void {
    this.#of(id).arrive(bytes);
    this.#later(heldMs, () => this.#waiting.delete(id));
  }

  /** Undefined when it does not come in time. */
  async soon(id: StillId): Promise<Buffer | undefined> {
    const { there } = this.#of(id);
    const tooLate = Promise.withResolvers<undefined>();
    const cancel = this.#later(patienceMs, () => tooLate.resolve(undefined));
    const bytes = await Promise.race([there, tooLate.promise]);
    cancel();
    if (!bytes) this.#waiting.delete(id);
    return bytes;
  }

  close(): void {
    for (const { arrive } of this.#waiting.values()) arrive(undefined);
    this.#waiting.clear();
    for (const cancel of this.#timers) cancel();
  }

  #of(id: StillId): Waiting {
    const known = this.#waiting.get(id);
    if (known) return known;
    const { promise, resolve } = Promise.withResolvers<Buffer | undefined>();
    const waiting = { there: promise, arrive: resolve };
    this.#waiting.set(id, waiting);
    return waiting;
  }

  #later(ms: number, work: () => void): CancelTimer {
    const cancel = this.#clock.after(ms, () => {
      this.#timers.delete(cancel);
      work();
    });
    this.#timers.add(cancel);
    return () => {
      this.#timers.delete(cancel);
      cancel();
    };
  }
}
