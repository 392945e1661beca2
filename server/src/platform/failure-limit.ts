import type { Clock } from './clock.ts';

/** So many failures under one key within the window, and that key has to wait. */
export interface FailureLimit {
  /** Seconds until `key` may try again; 0 when it may now. */
  waitSeconds(key: string): number;
  recordFailure(key: string): void;
  /** A success makes up for what came before. */
  forget(key: string): void;
}

export interface FailureLimitOptions {
  readonly failures: number;
  readonly windowMs: number;
  /** Keys remembered at most; the one that failed longest ago is forgotten first. */
  readonly maxKeys: number;
}

export function createFailureLimit(clock: Clock, options: FailureLimitOptions): FailureLimit {
  /** Times of the newest failures of each key, oldest first; keys in the order of their last failure. */
  const failures = new Map<string, number[]>();

  const recent = (key: string) =>
    (failures.get(key) ?? []).filter((at) => at > clock.millis() - options.windowMs);

  return {
    waitSeconds(key) {
      const times = recent(key);
      const oldest = times[0];
      if (oldest === undefined || times.length < options.failures) return 0;
      return Math.max(1, Math.ceil((oldest + options.windowMs - clock.millis()) / 1_000));
    },
    recordFailure(key) {
      const times = [...recent(key), clock.millis()].slice(-options.failures);
      failures.delete(key);
      failures.set(key, times);
      if (failures.size > options.maxKeys) {
        const [longestAgo] = failures.keys();
        if (longestAgo !== undefined) failures.delete(longestAgo);
      }
    },
    forget(key) {
      failures.delete(key);
    },
  };
}
