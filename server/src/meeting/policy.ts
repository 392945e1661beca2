import { participantOfAssociate } from '@parley/engagement';
import type { AssociateProfile, EngagementState } from '@parley/protocol';
import type { MeetingRow } from './repository.ts';

export const mayHold = ({ roles }: AssociateProfile): boolean => roles.includes('associate');

/** Whoever holds it, and associates who are in the engagement that it leads into. */
export const mayManage = (
  profile: AssociateProfile,
  row: Pick<MeetingRow, 'host_id'>,
  state: EngagementState | undefined,
): boolean =>
  row.host_id === profile.id ||
  (state?.phase === 'active' && participantOfAssociate(state, profile.id) !== undefined);
