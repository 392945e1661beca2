import type {
  EngagementEvent,
  EngagementState,
  Invitation,
  ParticipantId,
  TeamId,
  Timestamp,
} from '@parley/protocol';
import { refused, type Decision, type InviteCommand } from './command.ts';
import { participantOf, pendingInvitations } from './state.ts';
import { isWithIt, supervisorOf } from './supervision-state.ts';
import { plusSeconds, reached } from './time.ts';

/** How long a colleague has to answer another one, seconds. */
export const answerWithinSeconds = 30;

/** An associate to be asked: by the queue or by another associate. */
type Invitee = Omit<InviteCommand, 'type'> & Pick<Invitation, 'byParticipantId' | 'note'>;

/** The reason why this associate can't be asked now, or nothing. */
export function whyNotInvited(state: EngagementState, command: Invitee): Decision | undefined {
  if (state.phase === 'ended') return refused('engagement-ended');
  if (command.purpose === 'answer' && state.phase !== 'waiting') return refused('engagement-taken');
  if (command.purpose !== 'answer' && state.phase !== 'active') return refused('engagement-not-active');
  if (isWithIt(state, command.associateId)) return refused('already-engaged');
  if (pendingInvitations(state).some((pending) => pending.associateId === command.associateId))
    return refused('conflict', 'this associate is being asked already');
  if (isKnown(state, command.participantId)) return refused('conflict', 'this participant id is in use');
  if (command.purpose === 'transfer' && !command.byParticipantId && !isRungNext(state, command.teamId))
    return refused('conflict', 'nobody of this team is wanted now');
  return undefined;
}

/** Of a team one associate is asked after the other. */
const isRungNext = (state: EngagementState, teamId: TeamId | undefined): boolean =>
  teamId !== undefined &&
  state.transfer?.phase === 'asking' &&
  state.transfer.to.teamId === teamId &&
  pendingInvitations(state).every(({ purpose }) => purpose !== 'transfer');

export const invited = (state: EngagementState, invitee: Invitee, at: Timestamp): EngagementEvent => ({
  type: 'invited',
  invitation: sent(state, invitee, at),
});

export const isKnown = (state: EngagementState, id: ParticipantId): boolean =>
  participantOf(state, id) !== undefined ||
  supervisorOf(state, id) !== undefined ||
  state.invitations.some((invitation) => invitation.participantId === id);

export const sent = (state: EngagementState, command: Invitee, at: Timestamp): Invitation => ({
  id: command.invitationId,
  purpose: command.purpose,
  associateId: command.associateId,
  associateName: command.associateName,
  participantId: command.participantId,
  sentAt: at,
  expiresAt: ringsUntil(state, command, at),
  status: 'pending',
  ...(command.byParticipantId && { byParticipantId: command.byParticipantId }),
  ...(command.note !== undefined && { note: command.note }),
  ...(command.teamId && { teamId: command.teamId }),
});

function ringsUntil(
  { scenario, transfer }: EngagementState,
  { byParticipantId, teamId }: Invitee,
  at: Timestamp,
) {
  if (byParticipantId) return plusSeconds(at, answerWithinSeconds);
  const until = plusSeconds(at, scenario.ringSeconds);
  return teamId && transfer && reached(until, transfer.until) ? transfer.until : until;
}
