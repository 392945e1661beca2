import type {
  EngagementEvent,
  EngagementState,
  Invitation,
  InvitationStatus,
  Participant,
  ParticipantId,
  Timestamp,
  TransferOutcome,
} from '@parley/protocol';
import {
  accepted,
  refused,
  type Actor,
  type AddCommand,
  type Decision,
  type TransferCommand,
} from './command.ts';
import { answerWithinSeconds, invited, whyNotInvited } from './invitee.ts';
import { refusal } from './permissions.ts';
import { participantOf, pendingInvitations } from './state.ts';
import { plusSeconds, reached } from './time.ts';
import { beginWrapUp } from './wrap-up.ts';

/** How long an engagement waits in a team's queue before it goes back to its sender, seconds. */
const queuesForSeconds = 120;

/** Colleagues are asked in, and engagements handed over. */
export function decideTransfer(
  state: EngagementState,
  command: AddCommand | TransferCommand | { readonly type: 'give-up-transfer' },
  actor: Actor,
  at: Timestamp,
): Decision {
  if (command.type === 'give-up-transfer') return giveUpTransfer(state, actor, at);
  return command.type === 'add'
    ? addAssociate(state, command, actor, at)
    : startTransfer(state, command, actor, at);
}

/** An associate in the engagement asks another one in. */
function addAssociate(state: EngagementState, command: AddCommand, actor: Actor, at: Timestamp): Decision {
  if (actor.kind !== 'participant') return refused('not-a-participant');
  const code = refusal(state, actor.participantId, 'add-associate');
  if (code) return refused(code);
  const isAsked = pendingInvitations(state).some(
    ({ purpose, associateId, byParticipantId }) =>
      purpose === 'join' && associateId === command.associateId && byParticipantId === actor.participantId,
  );
  if (isAsked) return accepted();
  const invitation = { ...command, purpose: 'join' as const, byParticipantId: actor.participantId };
  return whyNotInvited(state, invitation) ?? whenFree(command, invited(state, invitation, at));
}

const whenFree = ({ isFree }: AddCommand | TransferCommand, ...events: EngagementEvent[]): Decision =>
  isFree ? accepted(...events) : refused('associate-unavailable');

/** Hands the engagement over, or begins to: to an associate, or to whoever of a team comes. */
function startTransfer(
  state: EngagementState,
  command: TransferCommand,
  actor: Actor,
  at: Timestamp,
): Decision {
  const { to, warm, note } = command;
  if (actor.kind !== 'participant') return refused('not-a-participant');
  const code = refusal(state, actor.participantId, 'transfer');
  if (code) return refused(code);
  const by = { byParticipantId: actor.participantId, note };
  if (state.transfer) return isSame(state.transfer, to, actor.participantId) ? accepted() : underWay;
  if ('teamId' in to) {
    const until = plusSeconds(at, queuesForSeconds);
    return whenFree(command, { type: 'transfer-began', transfer: { ...by, warm, to, until } });
  }
  const { associateId, associateName: name } = to;
  const invitation = { ...to, ...by, purpose: 'transfer' as const };
  const until = plusSeconds(at, answerWithinSeconds);
  return (
    whyNotInvited(state, invitation) ??
    whenFree(
      command,
      { type: 'transfer-began', transfer: { ...by, warm, to: { associateId, name }, until } },
      invited(state, invitation, at),
    )
  );
}

const underWay = refused('conflict', 'a transfer is under way');

type Transfer = NonNullable<EngagementState['transfer']>;

function isSame({ to, byParticipantId, phase }: Transfer, wanted: TransferCommand['to'], by: ParticipantId) {
  const same = 'teamId' in wanted ? to.teamId === wanted.teamId : to.associateId === wanted.associateId;
  return same && byParticipantId === by && phase === 'asking';
}

/** What an accepted transfer brings about, beside that the receiver has joined. */
export function transferAccepted(
  state: EngagementState,
  { participantId }: Invitation,
  at: Timestamp,
): EngagementEvent[] {
  const { transfer } = state;
  const sender = transfer && participantOf(state, transfer.byParticipantId);
  if (!transfer || !sender) return [];
  // There is nobody to consult with while the sender's connection is lost, and the customer must not wait for them.
  const phase = sender.state === 'present' ? 'consulting' : 'together';
  if (transfer.warm) return [{ type: 'transfer-accepted', participantId, phase }];
  return [
    { type: 'transfer-ended', outcome: 'completed' },
    { type: 'left', participantId: sender.id, reason: 'left' },
    ...(state.leadId === sender.id ? [{ type: 'lead-passed', participantId } satisfies EngagementEvent] : []),
    ...beginWrapUp(state, sender.associateId, at),
  ];
}

const outcomes = { declined: 'declined', expired: 'expired' } as const;

/** A transfer to one associate ends with their invitation; a team's next associate may still come. */
export function transferNotAccepted(
  invitation: Invitation,
  status: Exclude<InvitationStatus, 'pending' | 'accepted'>,
  actor: Actor,
): EngagementEvent[] {
  if (invitation.purpose !== 'transfer' || invitation.teamId !== undefined) return [];
  const withdrawn = actor.kind === 'system' ? 'unavailable' : 'withdrawn';
  return [{ type: 'transfer-ended', outcome: status === 'withdrawn' ? withdrawn : outcomes[status] }];
}

/** The time is over and nobody of the team has come. */
function giveUpTransfer(state: EngagementState, actor: Actor, at: Timestamp): Decision {
  if (actor.kind !== 'system') return refused('not-allowed');
  if (state.transfer?.phase !== 'asking') return accepted();
  if (!reached(at, state.transfer.until)) return refused('conflict', 'the transfer still waits');
  return accepted(...called(state, 'expired', 'nobody'));
}

/** Nobody is rung for it any more. */
const called = (
  state: EngagementState,
  status: 'expired' | 'withdrawn',
  outcome: TransferOutcome,
): EngagementEvent[] => [
  ...pendingInvitations(state)
    .filter(({ purpose }) => purpose === 'transfer')
    .map(({ id }): EngagementEvent => ({ type: 'invitation-closed', invitationId: id, status })),
  { type: 'transfer-ended', outcome },
];

/** The associates have spoken: all three go on together. */
export const joinTransfer = (
  { transfer }: EngagementState,
  participantId: ParticipantId,
): EngagementEvent[] =>
  transfer?.phase === 'consulting' ? [{ type: 'transfer-joined', participantId }] : [];

/** Back to the sender, who has been there all the time; a receiver whom only the sender has met goes. */
export function cancelTransfer(state: EngagementState, at: Timestamp): EngagementEvent[] {
  const { transfer } = state;
  if (!transfer) return [];
  if (transfer.phase === 'asking') return called(state, 'withdrawn', 'withdrawn');
  const receiver = transfer.toParticipantId && participantOf(state, transfer.toParticipantId);
  return [
    { type: 'transfer-ended', outcome: 'withdrawn' },
    ...(receiver
      ? [
          { type: 'left', participantId: receiver.id, reason: 'left' } satisfies EngagementEvent,
          ...beginWrapUp(state, receiver.associateId, at),
        ]
      : []),
  ];
}

/** What becomes of a transfer when one of its two goes for good, and who leads then, if that follows from it. */
export function transferWithout(
  state: EngagementState,
  { id }: Participant,
): { readonly events: EngagementEvent[]; readonly heir?: ParticipantId | undefined } {
  const { transfer } = state;
  if (transfer?.toParticipantId === id) return { events: [{ type: 'transfer-ended', outcome: 'left' }] };
  if (transfer?.byParticipantId !== id) return { events: [] };
  return transfer.phase === 'asking'
    ? { events: called(state, 'withdrawn', 'withdrawn') }
    : { events: [{ type: 'transfer-ended', outcome: 'completed' }], heir: transfer.toParticipantId };
}
