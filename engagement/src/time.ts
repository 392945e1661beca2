import type { Timestamp } from '@parley/protocol';

export const plusSeconds = (at: Timestamp, seconds: number): Timestamp =>
  new Date(Date.parse(at) + seconds * 1000).toISOString();

/** Whether `at` is at or after `limit`. */
export const reached = (at: Timestamp, limit: Timestamp): boolean => Date.parse(at) >= Date.parse(limit);
