import type { EngagementEvent, EngagementState, LoggedEvent } from '@parley/protocol';
import type { Audit, AuditFacts } from '../audit/audit.ts';
import type { Db } from '../platform/database.ts';

/** Writes down who supervised what, in the transaction that stores it: nobody listens without an entry. */
export const supervisionTrail =
  (audit: Audit) =>
  async (tx: Db, state: EngagementState, events: readonly LoggedEvent[]): Promise<void> => {
    for (const { event } of events) {
      const entry = entryFor(state, event);
      if (entry) await audit.add(tx, { ...entry, engagementId: state.id });
    }
  };

type Entry = Omit<AuditFacts, 'engagementId'>;

/** `state` is what all of the events led to. */
function entryFor(state: EngagementState, event: EngagementEvent): Entry | undefined {
  switch (event.type) {
    case 'supervision-began': {
      const { associateId, name, mode, announce } = event.supervisor;
      return entry(associateId, name, `supervision.${mode}`, { announce });
    }
    case 'supervision-ended': {
      const { associateId, name } = event.supervisor;
      return entry(associateId, name, 'supervision.end', { reason: event.reason });
    }
    case 'joined':
      // Taking over has its entry with whoever it sends away.
      return event.entrance === 'barge'
        ? entry(event.associateId, event.name ?? '', 'supervision.barge')
        : undefined;
    case 'left': {
      const heir = state.participants.find(({ id }) => id === state.leadId);
      return event.reason === 'taken-over' && heir
        ? entry(heir.associateId, heir.name ?? '', 'supervision.take-over')
        : undefined;
    }
    default:
      return undefined;
  }
}

const entry = (
  id: NonNullable<AuditFacts['actor']>['id'] | undefined,
  name: string,
  action: AuditFacts['action'],
  detail?: AuditFacts['detail'],
): Entry | undefined => id && { actor: { id, name }, action, ...(detail && { detail }) };
