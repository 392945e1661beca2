import { customerOf, participantOf, pendingInvitations, type WaitingEngagement } from '@parley/engagement';
import type { EngagementState, Invitation, QueueEntry, TeamId } from '@parley/protocol';

/** The team in whose queue the engagement stands: its own, or the one that it is being transferred to. */
export const queueOf = (state: EngagementState): TeamId => state.transfer?.to.teamId ?? state.teamId;

const isTransferred = ({ transfer }: EngagementState): boolean =>
  transfer?.phase === 'asking' && transfer.to.teamId !== undefined;

/** Engagements that anyone of a team may take, in the order in which they were requested. */
export const queuedStates = (open: readonly EngagementState[]): EngagementState[] =>
  open.filter((state) => state.phase === 'waiting' || isTransferred(state));

/** Those whose customer waits for a first answer. */
export const waitingStates = (open: readonly EngagementState[]): EngagementState[] =>
  open.filter(({ phase }) => phase === 'waiting');

export const queueEntry = (state: EngagementState): QueueEntry => {
  const name = customerOf(state)?.name;
  const sender = state.transfer && participantOf(state, state.transfer.byParticipantId);
  const pageTitle = state.context.find(({ key }) => key === 'page.title')?.value;
  return {
    engagementId: state.id,
    teamId: queueOf(state),
    channel: state.channel,
    scenarioName: state.scenario.name,
    requestedAt: state.requestedAt,
    ringing: isRinging(state),
    ...(sender?.name !== undefined && { transferredBy: sender.name }),
    ...(name !== undefined && { customerName: name }),
    ...(pageTitle !== undefined && { pageTitle }),
  };
};

/** Asked by the queue, for where the engagement stands in it now. */
const isOfQueue =
  ({ transfer }: EngagementState) =>
  ({ purpose, teamId, sentAt }: Invitation): boolean =>
    transfer
      ? purpose === 'transfer' && teamId !== undefined && sentAt >= transfer.since
      : purpose === 'answer';

const isRinging = (state: EngagementState): boolean => pendingInvitations(state).some(isOfQueue(state));

/** What the choice of the next associate needs to know. */
export function waitingEngagement(state: EngagementState): WaitingEngagement {
  const asked = new Map<string, WaitingEngagement['asked'][number]>();
  for (const { associateId, status, sentAt, expiresAt } of state.invitations.filter(isOfQueue(state))) {
    if (status !== 'declined' && status !== 'expired') continue;
    const times = (asked.get(associateId)?.times ?? 0) + 1;
    asked.set(associateId, { associateId, times, lastAt: status === 'expired' ? expiresAt : sentAt });
  }
  return {
    engagementId: state.id,
    teamId: queueOf(state),
    requestedAt: state.requestedAt,
    // In a meeting without one nobody is missing.
    customerPresent: (customerOf(state)?.state ?? 'present') === 'present',
    ringing: isRinging(state),
    asked: [...asked.values()],
  };
}
