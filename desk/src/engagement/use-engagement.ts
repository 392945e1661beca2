import type { LiveEngagement } from '@parley/call';
import type { EngagementState, Participant, Supervisor } from '@parley/protocol';
import { customerOf, participantOf, remaining, remainingAssociates, supervisorOf } from '@parley/engagement';
import { t } from '../words.ts';

/** An engagement as the associate in it sees it. */
export interface OwnEngagement {
  readonly state: EngagementState;
  readonly self: Participant;
  /** What this associate is to it, when they only supervise: then nothing of `self` is anywhere but here. */
  readonly supervision?: Supervisor;
  readonly customer: Participant;
  /** Other associates who are in it. */
  readonly colleagues: readonly Participant[];
  /** Everybody else who is in it: colleagues, and guests. */
  readonly others: readonly Participant[];
}

/** Sorts the people of an engagement by what they are to this associate. */
export function ownEngagement({ state, selfId }: LiveEngagement): OwnEngagement | undefined {
  const supervision = supervisorOf(state, selfId);
  const self = supervision ? lookingOn(supervision) : participantOf(state, selfId);
  const customer = customerOf(state);
  if (!self || !customer) return undefined;
  const colleagues = remainingAssociates(state).filter(({ id }) => id !== selfId);
  const others = remaining(state).filter(({ id }) => id !== selfId && id !== customer.id);
  return { state, self, customer, colleagues, others, ...(supervision && { supervision }) };
}

/** Who supervises has no part in the engagement; their own screen shows them as somebody who sends nothing. */
const lookingOn = ({ id, name, associateId, mode, since }: Supervisor): Participant => ({
  id,
  role: 'associate',
  name,
  associateId,
  state: 'present',
  joinedAt: since,
  muted: mode === 'listen',
  camera: false,
  screen: false,
});

export const nameOf = (participant: Participant | undefined): string =>
  participant?.name ?? t('common.unknown-customer');
