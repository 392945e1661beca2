import type { Actor, Reader } from '@parley/engagement';
import type { AssociateProfile, EngagementId, EngagementState, ParticipantId } from '@parley/protocol';
import { participantOf, participantOfAssociate, supervisorOfAssociate } from '@parley/engagement';
import { mayOversee, maySupervise } from '../supervision/policy.ts';
import type { Connection } from './connection.ts';

interface CommonReader {
  readonly connection: Connection;
  /** Last event sent of each engagement that this reader follows. */
  readonly follows: Map<EngagementId, number>;
}

export interface CustomerReader extends CommonReader {
  readonly role: 'customer';
  readonly engagementId: EngagementId;
  readonly participantId: ParticipantId;
  readonly isSecondDevice: boolean;
}

export interface AssociateReader extends CommonReader {
  readonly role: 'associate';
  readonly profile: AssociateProfile;
  readonly signInId: string;
}

/** Somebody connected, once they have said hello. */
export type RealtimeReader = CustomerReader | AssociateReader;

/** Newer connections of the same key replace older ones. */
export const keyOf = (reader: RealtimeReader): string =>
  reader.role === 'customer' ? reader.participantId : reader.profile.id;

export const viewOf = (reader: RealtimeReader): Reader =>
  reader.role === 'customer'
    ? { role: 'customer', participantId: reader.participantId, isSecondDevice: reader.isSecondDevice }
    : {
        role: 'associate',
        associateId: reader.profile.id,
        isSupervisor: mayOversee(reader.profile),
      };

/** The participant that the reader is in this engagement, or the supervisor, if they are with it. */
export function selfIn(reader: RealtimeReader, state: EngagementState): ParticipantId | undefined {
  if (reader.role === 'associate') {
    const { id } = reader.profile;
    return (participantOfAssociate(state, id) ?? supervisorOfAssociate(state, id))?.id;
  }
  const self = participantOf(state, reader.participantId);
  return self?.state === 'left' ? undefined : self?.id;
}

/** Whether the engagement is still this associate's business: they are in it, or write up. */
export const hasPart = (reader: AssociateReader, state: EngagementState): boolean =>
  (state.phase !== 'ended' && selfIn(reader, state) !== undefined) ||
  state.wrapUps.some(({ associateId }) => associateId === reader.profile.id);

/** Whether this associate is or was in the engagement; a supervisor may have been with it without a trace. */
export const tookPart = ({ profile }: AssociateReader, state: EngagementState): boolean =>
  maySupervise(profile) || state.participants.some(({ associateId }) => associateId === profile.id);

export const actorIn = (reader: RealtimeReader, state: EngagementState): Actor | undefined => {
  const participantId = selfIn(reader, state);
  return participantId && { kind: 'participant', participantId };
};

export const associateActor = ({ profile }: AssociateReader): Actor => ({
  kind: 'associate',
  associateId: profile.id,
  name: profile.name,
  isSupervisor: maySupervise(profile),
});
