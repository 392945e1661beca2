import type { AssociateId, EngagementEvent, EngagementState, Invitation, Timestamp } from '@parley/protocol';
import { invited, isKnown, sent, whyNotInvited } from './invitee.ts';
import { recordingAtAnswer } from './recording.ts';
import { accepted, refused, type Actor, type Command, type Decision, type InviteCommand } from './command.ts';
import {
  allows,
  invitationOf,
  isFull,
  participantOf,
  participantOfAssociate,
  pendingInvitations,
} from './state.ts';
import { supervisorOfAssociate } from './supervision-state.ts';
import { reached } from './time.ts';
import { transferAccepted, transferNotAccepted } from './transfer.ts';

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

/** Invitations are sent, answered and closed; and engagements taken without one. */
export function decideInviting(
  state: EngagementState,
  command: CommandOf<'invite' | 'accept' | 'decline' | 'expire' | 'withdraw' | 'take'>,
  actor: Actor,
  at: Timestamp,
): Decision {
  switch (command.type) {
    case 'invite':
      return actor.kind === 'system' ? invite(state, command, at) : refused('not-allowed');
    case 'accept':
      return acceptInvitation(state, command, actor, at);
    case 'take':
      return take(state, command, actor, at);
    default:
      return closeInvitation(state, command, actor, at);
  }
}

function invite(state: EngagementState, command: InviteCommand, at: Timestamp): Decision {
  if (invitationOf(state, command.invitationId)) return accepted();
  return whyNotInvited(state, command) ?? accepted(invited(state, command, at));
}

function acceptInvitation(
  state: EngagementState,
  command: CommandOf<'accept'>,
  actor: Actor,
  at: Timestamp,
): Decision {
  const invitation = invitationOf(state, command.invitationId);
  if (!invitation) return refused('invitation-not-found');
  if (!isInvited(actor, invitation.associateId)) return refused('not-allowed');
  if (invitation.status === 'accepted') return accepted();
  if (state.phase === 'ended') return refused('engagement-ended');
  if (state.phase === 'active' && invitation.purpose === 'answer') return refused('engagement-taken');
  if (invitation.status !== 'pending' || reached(at, invitation.expiresAt)) return refused('invitation-over');
  if (addsOne(state, invitation) && isFull(state)) return refused('engagement-full');
  return accepted(...entrance(state, invitation, command.camera, at));
}

/** Whoever takes part has what they want; a supervisor barges in instead. */
function withIt(state: EngagementState, associateId: AssociateId): Decision | undefined {
  if (participantOfAssociate(state, associateId)) return accepted();
  return supervisorOfAssociate(state, associateId) ? refused('already-engaged') : undefined;
}

/** Who takes another one's place adds nobody. */
const addsOne = ({ transfer }: EngagementState, { purpose }: Invitation): boolean =>
  purpose === 'join' || (purpose === 'transfer' && transfer?.warm === true);

/** An associate helps themselves from the queue: invited and answered in one step. */
function take(state: EngagementState, command: CommandOf<'take'>, actor: Actor, at: Timestamp): Decision {
  if (actor.kind !== 'associate') return refused('not-allowed');
  const already = withIt(state, actor.associateId);
  if (already) return already;
  if (state.phase === 'ended') return refused('engagement-ended');
  const team = state.transfer?.phase === 'asking' ? state.transfer.to.teamId : undefined;
  if (state.phase !== 'waiting' && !team) return refused('engagement-taken');
  const purpose = team ? 'transfer' : 'answer';
  const rung = pendingInvitations(state).find(
    (pending) => pending.associateId === actor.associateId && pending.purpose === purpose,
  );
  if (rung) return accepted(...entrance(state, rung, command.camera, at));
  if (invitationOf(state, command.invitationId) || isKnown(state, command.participantId))
    return refused('conflict', 'these ids are in use');
  const invitation = sent(
    state,
    {
      ...command,
      purpose,
      teamId: team,
      associateId: actor.associateId,
      associateName: actor.name,
    },
    at,
  );
  return accepted({ type: 'invited', invitation }, ...entrance(state, invitation, command.camera, at));
}

/** One accepted answer per engagement: the others who were being rung are told that it is over. */
function entrance(
  state: EngagementState,
  invitation: Invitation,
  camera: boolean,
  at: Timestamp,
): EngagementEvent[] {
  const answers = invitation.purpose === 'answer';
  const others = pendingInvitations(state).filter((other) => isVoidedBy(other, invitation));
  return [
    { type: 'invitation-closed', invitationId: invitation.id, status: 'accepted' },
    ...others.map((other): EngagementEvent => ({
      type: 'invitation-closed',
      invitationId: other.id,
      status: 'withdrawn',
    })),
    {
      type: 'joined',
      participantId: invitation.participantId,
      role: 'associate',
      associateId: invitation.associateId,
      name: invitation.associateName,
      camera: camera && state.channel === 'video' && allows(state, 'associate.camera'),
    },
    ...(answers
      ? [
          { type: 'answered', participantId: invitation.participantId } satisfies EngagementEvent,
          ...recordingAtAnswer(state),
        ]
      : []),
    ...(invitation.purpose === 'transfer' ? transferAccepted(state, invitation, at) : []),
  ];
}

/** One answer, one receiver, and nobody twice. */
const isVoidedBy = (other: Invitation, accepted: Invitation): boolean =>
  other.id !== accepted.id &&
  (accepted.purpose === 'answer' ||
    other.associateId === accepted.associateId ||
    (accepted.purpose === 'transfer' && other.purpose === 'transfer'));

/** Declined by the invited, expired by the clock, withdrawn by the server or by whoever sent it; what is over stays as it ended. */
function closeInvitation(
  state: EngagementState,
  command: CommandOf<'decline' | 'expire' | 'withdraw'>,
  actor: Actor,
  at: Timestamp,
): Decision {
  const invitation = invitationOf(state, command.invitationId);
  if (!invitation) return refused('invitation-not-found');
  if (!mayClose(state, invitation, command.type, actor)) return refused('not-allowed');
  const status = closedStatus[command.type];
  if (invitation.status === status) return accepted();
  if (invitation.status !== 'pending') return refused('invitation-over');
  if (command.type === 'expire' && !reached(at, invitation.expiresAt))
    return refused('conflict', 'the invitation still rings');
  const isGone = status === 'withdrawn' && actor.kind === 'system' && invitation.byParticipantId;
  return accepted(
    {
      type: 'invitation-closed',
      invitationId: invitation.id,
      status,
      ...(isGone && { because: 'unavailable' as const }),
    },
    ...transferNotAccepted(invitation, status, actor),
  );
}

function mayClose(
  state: EngagementState,
  { associateId, byParticipantId }: Invitation,
  how: keyof typeof closedStatus,
  actor: Actor,
): boolean {
  if (how === 'decline') return isInvited(actor, associateId);
  if (actor.kind === 'system') return true;
  const isSender = actor.kind === 'participant' && actor.participantId === byParticipantId;
  return how === 'withdraw' && isSender && participantOf(state, actor.participantId)?.state !== 'left';
}

const closedStatus = { decline: 'declined', expire: 'expired', withdraw: 'withdrawn' } as const;

const isInvited = (actor: Actor, associateId: AssociateId): boolean =>
  actor.kind === 'associate' && actor.associateId === associateId;
