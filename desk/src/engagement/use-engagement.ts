import type { LiveEngagement } from '@parley/call';
import type { EngagementState, Participant } from '@parley/protocol';
import { customerOf, participantOf, remaining, remainingAssociates } from '@parley/engagement';
import { t } from '../words.ts';

/** An engagement as the associate in it sees it. */
export interface OwnEngagement {
  readonly state: EngagementState;
  readonly self: Participant;
  readonly customer: Participant;
  /** Other associates who are in it. */
  readonly colleagues: readonly Participant[];
  /** Everybody else who is in it: colleagues, and guests. */
  readonly others: readonly Participant[];
}

/** Sorts the people of an engagement by what they are to this associate. */
export function ownEngagement({ state, selfId }: LiveEngagement): OwnEngagement | undefined {
  const self = participantOf(state, selfId);
  const customer = customerOf(state);
  if (!self || !customer) return undefined;
  const colleagues = remainingAssociates(state).filter(({ id }) => id !== selfId);
  const others = remaining(state).filter(({ id }) => id !== selfId && id !== customer.id);
  return { state, self, customer, colleagues, others };
}

export const nameOf = (participant: Participant | undefined): string =>
  participant?.name ?? t('common.unknown-customer');
