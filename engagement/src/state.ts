import type {
  AssociateId,
  EngagementState,
  Invitation,
  Knock,
  InvitationId,
  Participant,
  ParticipantId,
  Permission,
} from '@parley/protocol';
import { maxParticipants } from '@parley/protocol/constants';

export const participantOf = (state: EngagementState, id: ParticipantId): Participant | undefined =>
  state.participants.find((participant) => participant.id === id);

export const customerOf = (state: EngagementState): Participant | undefined =>
  state.participants.find((participant) => participant.role === 'customer');

/** Whoever has not left for good: present, or away within the grace time. */
export const remaining = (state: EngagementState): Participant[] =>
  state.participants.filter((participant) => participant.state !== 'left');

export const remainingAssociates = (state: EngagementState): Participant[] =>
  remaining(state).filter((participant) => participant.role === 'associate');

/** The associate's part in the engagement, unless they have left. */
export const participantOfAssociate = (
  state: EngagementState,
  associateId: AssociateId,
): Participant | undefined =>
  remainingAssociates(state).find((participant) => participant.associateId === associateId);

export const invitationOf = (state: EngagementState, id: InvitationId): Invitation | undefined =>
  state.invitations.find((invitation) => invitation.id === id);

export const pendingInvitations = (state: EngagementState): Invitation[] =>
  state.invitations.filter((invitation) => invitation.status === 'pending');

/** Somebody who waits to be let in. */
export const knockOf = (state: EngagementState, id: ParticipantId): Knock | undefined =>
  state.lobby.find(({ participantId, state: how }) => participantId === id && how === 'waiting');

/** Nobody else fits in. */
export const isFull = (state: EngagementState): boolean => remaining(state).length >= maxParticipants;

export const allows = (state: EngagementState, permission: Permission): boolean =>
  state.scenario.allows.includes(permission);

/** Whether there is a picture of this source to look at: shown, by somebody who is in it. */
export const shows = (participant: Participant | undefined, source: 'camera' | 'screen'): boolean =>
  participant !== undefined && participant.state !== 'left' && participant[source];
