import { toTimestamp, type Clock } from '../src/platform/clock.ts';

export interface RunningClock extends Clock {
  /** Skips this much time: what falls due meanwhile runs now, in order, each at its own moment. */
  skip(byMs: number): void;
}

interface Timer {
  readonly at: number;
  readonly work: () => void;
}

/** Time that runs as everywhere, but can be skipped by a test that has no minutes to spare. */
export function createRunningClock(): RunningClock {
  let aheadMs = 0;
  const waiting = new Map<Timer, NodeJS.Timeout>();
  const millis = () => Date.now() + aheadMs;

  function fire(timer: Timer): void {
    clearTimeout(waiting.get(timer));
    if (waiting.delete(timer)) timer.work();
  }

  function wait(timer: Timer): void {
    const delay = Math.max(timer.at - millis(), 0);
    waiting.set(
      timer,
      setTimeout(() => fire(timer), delay),
    );
  }

  return {
    millis,
    now: () => toTimestamp(millis()),
    after(delayMs, work) {
      const timer: Timer = { at: millis() + Math.max(delayMs, 0), work };
      wait(timer);
      return () => {
        clearTimeout(waiting.get(timer));
        waiting.delete(timer);
      };
    },
    skip(byMs) {
      const end = millis() + byMs;
      for (;;) {
        const due = [...waiting.keys()].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        aheadMs += Math.max(due.at - millis(), 0);
        fire(due);
      }
      aheadMs += Math.max(end - millis(), 0);
      for (const timer of waiting.keys()) {
        clearTimeout(waiting.get(timer));
        wait(timer);
      }
    },
  };
}
