import type { AvailabilityStatus, Timestamp } from '@parley/protocol';
import { reached } from './time.ts';

/** What an associate's status follows from. */
export interface AvailabilityFacts {
  readonly chosen: 'available' | 'away';
  /** A desk is open. */
  readonly connected: boolean;
  /** In an engagement, present or within the grace time. */
  readonly engaged: boolean;
  readonly wrapUpUntil?: Timestamp | undefined;
  readonly at: Timestamp;
}

/** Being in an engagement goes before everything; what was chosen comes back by itself afterwards. */
export function availabilityOf({
  chosen,
  connected,
  engaged,
  wrapUpUntil,
  at,
}: AvailabilityFacts): AvailabilityStatus {
  if (engaged) return 'on-a-call';
  if (!connected) return 'offline';
  if (wrapUpUntil && !reached(at, wrapUpUntil)) return 'wrapping-up';
  return chosen;
}

/** Two invitations in a row that rang out set an associate to Away. `outcomes` is oldest first. */
export const missedTooMany = (outcomes: readonly ('expired' | 'other')[]): boolean =>
  outcomes.length >= 2 && outcomes.slice(-2).every((outcome) => outcome === 'expired');
