import { recordingAtAnswer } from './recording.ts';
import type {
  AssociateId,
  EngagementEvent,
  EngagementState,
  Invitation,
  ParticipantId,
  Timestamp,
} from '@parley/protocol';
import { accepted, refused, type Actor, type Command, type Decision, type InviteCommand } from './command.ts';
import { allows, invitationOf, participantOf, participantOfAssociate, pendingInvitations } from './state.ts';
import { plusSeconds, reached } from './time.ts';

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

export function invite(state: EngagementState, command: InviteCommand, at: Timestamp): Decision {
  if (invitationOf(state, command.invitationId)) return accepted();
  if (state.phase === 'ended') return refused('engagement-ended');
  if (command.purpose === 'answer' && state.phase !== 'waiting') return refused('engagement-taken');
  if (command.purpose !== 'answer' && state.phase !== 'active') return refused('engagement-not-active');
  if (participantOfAssociate(state, command.associateId)) return refused('already-engaged');
  if (pendingInvitations(state).some((pending) => pending.associateId === command.associateId))
    return refused('conflict', 'this associate is being asked already');
  if (isKnown(state, command.participantId)) return refused('conflict', 'this participant id is in use');
  return accepted({ type: 'invited', invitation: sent(state, command, at) });
}

const isKnown = (state: EngagementState, id: ParticipantId): boolean =>
  participantOf(state, id) !== undefined ||
  state.invitations.some((invitation) => invitation.participantId === id);

const sent = (state: EngagementState, command: InviteCommand, at: Timestamp): Invitation => ({
  id: command.invitationId,
  purpose: command.purpose,
  associateId: command.associateId,
  associateName: command.associateName,
  participantId: command.participantId,
  sentAt: at,
  expiresAt: plusSeconds(at, state.scenario.ringSeconds),
  status: 'pending',
});

export function acceptInvitation(
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
  return accepted(...entrance(state, invitation, command.camera));
}

/** An associate helps themselves from the queue: invited and answered in one step. */
export function take(
  state: EngagementState,
  command: CommandOf<'take'>,
  actor: Actor,
  at: Timestamp,
): Decision {
  if (actor.kind !== 'associate') return refused('not-allowed');
  if (participantOfAssociate(state, actor.associateId)) return accepted();
  if (state.phase === 'ended') return refused('engagement-ended');
  if (state.phase !== 'waiting') return refused('engagement-taken');
  const rung = pendingInvitations(state).find((pending) => pending.associateId === actor.associateId);
  if (rung) return accepted(...entrance(state, rung, command.camera));
  if (invitationOf(state, command.invitationId) || isKnown(state, command.participantId))
    return refused('conflict', 'these ids are in use');
  const invitation = sent(
    state,
    {
      ...command,
      type: 'invite',
      purpose: 'answer',
      associateId: actor.associateId,
      associateName: actor.name,
    },
    at,
  );
  return accepted({ type: 'invited', invitation }, ...entrance(state, invitation, command.camera));
}

/** One accepted answer per engagement: the others who were being rung are told that it is over. */
function entrance(state: EngagementState, invitation: Invitation, camera: boolean): EngagementEvent[] {
  const answers = invitation.purpose === 'answer';
  const others = answers ? pendingInvitations(state).filter((other) => other.id !== invitation.id) : [];
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
  ];
}

/** Declined by the invited, expired by the clock, withdrawn by the server; what is over stays as it ended. */
export function closeInvitation(
  state: EngagementState,
  command: CommandOf<'decline' | 'expire' | 'withdraw'>,
  actor: Actor,
  at: Timestamp,
): Decision {
  const invitation = invitationOf(state, command.invitationId);
  if (!invitation) return refused('invitation-not-found');
  const entitled =
    command.type === 'decline' ? isInvited(actor, invitation.associateId) : actor.kind === 'system';
  if (!entitled) return refused('not-allowed');
  const status = closedStatus[command.type];
  if (invitation.status === status) return accepted();
  if (invitation.status !== 'pending') return refused('invitation-over');
  if (command.type === 'expire' && !reached(at, invitation.expiresAt))
    return refused('conflict', 'the invitation still rings');
  return accepted({ type: 'invitation-closed', invitationId: invitation.id, status });
}

const closedStatus = { decline: 'declined', expire: 'expired', withdraw: 'withdrawn' } as const;

const isInvited = (actor: Actor, associateId: AssociateId): boolean =>
  actor.kind === 'associate' && actor.associateId === associateId;
