import type { EngagementEvent, EngagementState, LoggedEvent, ScenarioTerms } from '@parley/protocol';

import type { Reader } from './reader.ts';
import { supervisionFor, supervisorsFor } from './supervision-view.ts';
import { outcomeForCustomer, transferForCustomer } from './transfer-state.ts';

/** Events that concern the company's side alone: who is being asked, what is known, what is sent elsewhere, who writes up. */
const hiddenFromCustomer = new Set<EngagementEvent['type']>([
  'context-changed',
  'invited',
  'invitation-closed',
  'sms-sent',
  'wrap-up-began',
  'wrap-up-ended',
  'meeting-opened',
  'meeting-closed',
  'knocked',
  'knock-closed',
]);

const hiddenFromDevice = new Set<EngagementEvent['type']>([
  'message-sent',
  'messages-seen',
  'message-file-deleted',
]);

/** The state as this reader may see it. `evolve` takes it on with events from `redact` for the same reader. */
export function viewFor(state: EngagementState, reader: Reader): EngagementState {
  const supervisors = supervisorsFor(state, reader);
  if (reader.role === 'associate')
    return supervisors.length === state.supervisors.length ? state : { ...state, supervisors };
  const { meeting: _, ...rest } = state;
  return {
    ...rest,
    supervisors,
    scenario: scenarioForCustomer(state.scenario),
    context: [],
    invitations: [],
    lobby: [],
    wrapUps: [],
    sms: [],
    ...(reader.isSecondDevice && { messages: [], receipts: [] }),
    ...(state.lastTransfer && {
      lastTransfer: { ...state.lastTransfer, outcome: outcomeForCustomer(state.lastTransfer.outcome) },
    }),
    ...(state.transfer && { transfer: transferForCustomer(state.transfer) }),
    participants: state.participants.map(({ associateId: __, relieved: ___, ...participant }) => participant),
  };
}

/** Without what associates have at hand, and who may be listening. */
function scenarioForCustomer({
  messages: _,
  sms: __,
  supervision: ___,
  ...scenario
}: ScenarioTerms): ScenarioTerms {
  return scenario;
}

/** What the associates call it is theirs. */
function withoutMeeting({
  meeting: _,
  ...event
}: Extract<EngagementEvent, { type: 'requested' }>): EngagementEvent {
  return event;
}

/** The event as this reader may see it; a hidden one keeps its number. */
export function redact(logged: LoggedEvent, reader: Reader): LoggedEvent {
  const { event } = logged;
  if (event.type === 'supervision-began' || event.type === 'supervision-ended')
    return { ...logged, event: supervisionFor(event, reader) };
  if (reader.role === 'associate') return logged;
  return { ...logged, event: forCustomer(event, reader.isSecondDevice) };
}

function forCustomer(event: EngagementEvent, isSecondDevice = false): EngagementEvent {
  if (hiddenFromCustomer.has(event.type) || (isSecondDevice && hiddenFromDevice.has(event.type)))
    return { type: 'withheld' };
  if (event.type === 'requested')
    return withoutMeeting({ ...event, context: [], scenario: scenarioForCustomer(event.scenario) });
  if (event.type === 'transfer-ended') return { ...event, outcome: outcomeForCustomer(event.outcome) };
  if (event.type === 'transfer-began') return { ...event, transfer: transferForCustomer(event.transfer) };
  if (event.type === 'joined') {
    const { associateId: _, entrance: __, ...rest } = event;
    return rest;
  }
  if (event.type === 'left' && event.reason === 'taken-over') return { ...event, reason: 'left' };
  return event;
}
