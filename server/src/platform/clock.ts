import type { Timestamp } from '@parley/protocol';

/** Undoes a pending `Clock.after`; harmless once the work has begun. */
export type CancelTimer = () => void;

/** Time as the server's parts see it; tests hand in one that they move themselves. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  millis(): number;
  /** Now, as it goes over the wire and into the log. */
  now(): Timestamp;
  /** Runs `work` once after at least `delayMs` (negative counts as 0). Never keeps the process alive by itself. */
  after(delayMs: number, work: () => void): CancelTimer;
}

/** Node caps timers at 2^31-1 ms; a longer one would fire at once. */
const longestTimerMs = 2_147_483_647;

export function toTimestamp(millis: number): Timestamp {
  return new Date(millis).toISOString();
}

export function createSystemClock(): Clock {
  return {
    millis: () => Date.now(),
    now: () => toTimestamp(Date.now()),
    after(delayMs, work) {
      const timer = setTimeout(work, Math.min(Math.max(delayMs, 0), longestTimerMs));
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
