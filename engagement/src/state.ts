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

/** The customer on the device that they came with. */
export const customerOf = (state: EngagementState): Participant | undefined =>
  state.participants.find(({ role, deviceOf }) => role === 'customer' && deviceOf === undefined);

/** The second device of the customer, unless it has left. */
export const deviceIn = (state: EngagementState): Participant | undefined =>
  state.participants.find(
    (participant) => participant.deviceOf !== undefined && participant.state !== 'left',
  );

/** Where the customer speaks and hears: where they came in, unless they have moved that to a device that is here. */
export function soundDeviceOf(state: EngagementState): Participant | undefined {
  const device = deviceIn(state);
  return device && device.id === state.soundId && device.state === 'present' ? device : customerOf(state);
}

/**
 * On which device the customer's camera is their picture: on the second, which was brought for it, while there is
 * something to see of it.
 */
export function pictureDeviceOf(state: EngagementState): Participant | undefined {
  const device = deviceIn(state);
  return device?.camera && device.state === 'present' ? device : customerOf(state);
}

/** Whether the customer shows this on any device of theirs. */
export const customerShows = (state: EngagementState, source: 'camera' | 'screen'): boolean =>
  [customerOf(state), deviceIn(state)].some((participant) => participant?.[source] === true);

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
