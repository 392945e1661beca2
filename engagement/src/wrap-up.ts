import type { AssociateId, EngagementEvent, EngagementState, Timestamp } from '@parley/protocol';
import { plusSeconds } from './time.ts';

/** Time to write up, for an associate whose part is over; none where the scenario gives none. */
export function beginWrapUp(
  state: EngagementState,
  associateId: AssociateId | undefined,
  at: Timestamp,
): EngagementEvent[] {
  if (!associateId || state.scenario.wrapUpSeconds === 0) return [];
  return [{ type: 'wrap-up-began', associateId, until: plusSeconds(at, state.scenario.wrapUpSeconds) }];
}
