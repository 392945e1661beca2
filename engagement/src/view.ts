import type {
  AssociateId,
  EngagementEvent,
  EngagementState,
  LoggedEvent,
  ParticipantId,
  ScenarioTerms,
} from '@parley/protocol';

import { outcomeForCustomer, transferForCustomer } from './transfer-state.ts';

/** For whom a state or an event is made ready. */
export type Reader =
  | { readonly role: 'customer'; readonly participantId: ParticipantId }
  | { readonly role: 'associate'; readonly associateId: AssociateId };

/** Events that concern the company's side alone: who is being asked, what is known, who writes up. */
const hiddenFromCustomer = new Set<EngagementEvent['type']>([
  'context-changed',
  'invited',
  'invitation-closed',
  'wrap-up-began',
  'wrap-up-ended',
]);

/** The state as this reader may see it. `evolve` takes it on with events from `redact` for the same reader. */
export function viewFor(state: EngagementState, reader: Reader): EngagementState {
  if (reader.role === 'associate') return state;
  return {
    ...state,
    scenario: scenarioForCustomer(state.scenario),
    context: [],
    invitations: [],
    wrapUps: [],
    ...(state.lastTransfer && {
      lastTransfer: { ...state.lastTransfer, outcome: outcomeForCustomer(state.lastTransfer.outcome) },
    }),
    ...(state.transfer && { transfer: transferForCustomer(state.transfer) }),
    participants: state.participants.map(({ associateId: _, ...participant }) => participant),
  };
}

/** Without what associates have at hand. */
function scenarioForCustomer({ messages: _, ...scenario }: ScenarioTerms): ScenarioTerms {
  return scenario;
}

/** The event as this reader may see it; a hidden one keeps its number. */
export function redact(logged: LoggedEvent, reader: Reader): LoggedEvent {
  if (reader.role === 'associate') return logged;
  return { ...logged, event: forCustomer(logged.event) };
}

function forCustomer(event: EngagementEvent): EngagementEvent {
  if (hiddenFromCustomer.has(event.type)) return { type: 'withheld' };
  if (event.type === 'requested')
    return { ...event, context: [], scenario: scenarioForCustomer(event.scenario) };
  if (event.type === 'transfer-ended') return { ...event, outcome: outcomeForCustomer(event.outcome) };
  if (event.type === 'transfer-began') return { ...event, transfer: transferForCustomer(event.transfer) };
  if (event.type === 'joined') {
    const { associateId: _, ...rest } = event;
    return rest;
  }
  return event;
}
