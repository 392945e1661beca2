import type { EngagementEvent, EngagementState, Timestamp, TransferOutcome } from '@parley/protocol';

/** The state after something happened to the transfer that is under way, or to the engagement with it. */
export function transferAfter(
  state: EngagementState,
  event: EngagementEvent,
  at: Timestamp,
): EngagementState {
  switch (event.type) {
    case 'transfer-began':
      return { ...state, transfer: { ...event.transfer, since: at, phase: 'asking' } };
    case 'transfer-accepted':
      return withTransfer(state, { phase: event.phase, toParticipantId: event.participantId });
    case 'transfer-joined':
      return withTransfer(state, { phase: 'together' });
    case 'transfer-ended':
      return ended(state, event.outcome, at);
    case 'ended':
      return withoutTransfer(state);
    default:
      return state;
  }
}

type Transfer = NonNullable<EngagementState['transfer']>;

const withTransfer = (state: EngagementState, changes: Partial<Transfer>): EngagementState =>
  state.transfer ? { ...state, transfer: { ...state.transfer, ...changes } } : state;

const withoutTransfer = ({ transfer: _, ...state }: EngagementState): EngagementState => state;

function ended(state: EngagementState, outcome: TransferOutcome, at: Timestamp): EngagementState {
  if (!state.transfer) return state;
  const { byParticipantId, to } = state.transfer;
  return { ...withoutTransfer(state), lastTransfer: { byParticipantId, name: to.name, outcome, at } };
}

/** Whether a colleague declined or did not answer is no business of the customer's. */
export const outcomeForCustomer = (outcome: TransferOutcome): TransferOutcome =>
  outcome === 'completed' ? outcome : 'withdrawn';

/** A customer is told who comes, and nothing of what the associates write about it. */
export function transferForCustomer<T extends Pick<Transfer, 'to' | 'note'>>({
  note: _,
  ...transfer
}: T): Omit<T, 'note'> {
  return { ...transfer, to: { name: transfer.to.name } };
}
