import { toTimestamp, type Clock } from '../src/platform/clock.ts';

export interface ManualClock extends Clock {
  /** Moves time forward and runs what falls due, in order, each at its own moment. */
  advance(byMs: number): void;
}

/** Time that stands still until a test moves it. */
export function createManualClock(startsAt = Date.UTC(2026, 0, 5, 9)): ManualClock {
  let nowMs = startsAt;
  let pending: { at: number; work: () => void }[] = [];
  return {
    millis: () => nowMs,
    now: () => toTimestamp(nowMs),
    after(delayMs, work) {
      const timer = { at: nowMs + Math.max(delayMs, 0), work };
      pending.push(timer);
      return () => {
        pending = pending.filter((other) => other !== timer);
      };
    },
    advance(byMs) {
      const end = nowMs + byMs;
      for (;;) {
        const due = pending.filter((timer) => timer.at <= end).sort((one, other) => one.at - other.at)[0];
        if (due === undefined) break;
        pending = pending.filter((timer) => timer !== due);
        nowMs = due.at;
        due.work();
      }
      nowMs = end;
    },
  };
}
