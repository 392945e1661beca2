import { customerOf, pendingInvitations, type WaitingEngagement } from '@parley/engagement';
import type { EngagementState, QueueEntry } from '@parley/protocol';

/** Engagements that wait for an answer, in the order in which they were requested. */
export const waitingStates = (open: readonly EngagementState[]): EngagementState[] =>
  open.filter(({ phase }) => phase === 'waiting');

export const queueEntry = (state: EngagementState): QueueEntry => {
  const name = customerOf(state)?.name;
  const pageTitle = state.context.find(({ key }) => key === 'page.title')?.value;
  return {
    engagementId: state.id,
    teamId: state.teamId,
    channel: state.channel,
    scenarioName: state.scenario.name,
    requestedAt: state.requestedAt,
    ringing: pendingInvitations(state).length > 0,
    ...(name !== undefined && { customerName: name }),
    ...(pageTitle !== undefined && { pageTitle }),
  };
};

/** What the choice of the next associate needs to know. */
export function waitingEngagement(state: EngagementState): WaitingEngagement {
  const asked = new Map<string, WaitingEngagement['asked'][number]>();
  for (const { associateId, status, sentAt, expiresAt } of state.invitations) {
    if (status !== 'declined' && status !== 'expired') continue;
    const times = (asked.get(associateId)?.times ?? 0) + 1;
    asked.set(associateId, { associateId, times, lastAt: status === 'expired' ? expiresAt : sentAt });
  }
  return {
    engagementId: state.id,
    teamId: state.teamId,
    requestedAt: state.requestedAt,
    customerPresent: customerOf(state)?.state === 'present',
    ringing: pendingInvitations(state).length > 0,
    asked: [...asked.values()],
  };
}
