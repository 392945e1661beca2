import type {
  AssociateId,
  EngagementEvent,
  EngagementState,
  LoggedEvent,
  Participant,
  ParticipantId,
  Timestamp,
} from '@parley/protocol';

import { questionsAfter } from './asking-state.ts';
import { devicesAfter } from './device-state.ts';
import { inkAfter } from './ink.ts';
import { lobbyAfter } from './meeting-state.ts';
import { messagesAfter } from './message.ts';
import { recordingAfter } from './recording.ts';
import { smsAfter } from './sms.ts';
import { stillsAfter } from './still.ts';
import { supervisorsAfter } from './supervision-state.ts';
import { transferAfter } from './transfer-state.ts';

type EventOf<T extends EngagementEvent['type']> = Extract<EngagementEvent, { type: T }>;

/**
 * The state after one more event of the log. The same function runs on the server and in every browser.
 * @throws Error when the log is broken (a missing number, or an event before `requested`): a bug, not an outcome.
 */
export function evolve(state: EngagementState | undefined, logged: LoggedEvent): EngagementState {
  const expected = (state?.seq ?? 0) + 1;
  if (logged.seq !== expected) throw new Error(`event ${logged.seq} where ${expected} was due`);
  if (!state) {
    if (logged.event.type !== 'requested') throw new Error(`a log begins with ${logged.event.type}`);
    return begin(logged.event, logged.at);
  }
  return { ...withParts(apply(state, logged.event, logged.at), logged), seq: logged.seq };
}

function begin(event: EventOf<'requested'>, at: Timestamp): EngagementState {
  return {
    id: event.engagementId,
    seq: 1,
    phase: 'waiting',
    channel: event.channel,
    application: event.application,
    scenario: event.scenario,
    teamId: event.teamId,
    requestedAt: at,
    participants: event.customer ? [customer(event.customer, at)] : [],
    ...(event.meeting && { meeting: event.meeting }),
    lobby: [],
    supervisors: [],
    invitations: [],
    context: event.context.map((attribute) => ({ ...attribute, at })),
    wrapUps: [],
    ink: [],
    stills: [],
    questions: [],
    messages: [],
    receipts: [],
    sms: [],
    forbidden: [],
  };
}

/** Parts with a file of their own; ink and stills follow what happens to the pictures they belong to, too. */
const withParts = (state: EngagementState, { event, at }: LoggedEvent): EngagementState =>
  [
    inkAfter,
    stillsAfter,
    transferAfter,
    questionsAfter,
    messagesAfter,
    smsAfter,
    lobbyAfter,
    supervisorsAfter,
    devicesAfter,
  ].reduce((before, after) => after(before, event, at), state);

const customer = (
  { participantId: id, name, camera }: NonNullable<EventOf<'requested'>['customer']>,
  joinedAt: Timestamp,
): Participant => newParticipant({ id, role: 'customer', name, joinedAt, camera });

function newParticipant(
  facts: Pick<
    Participant,
    'id' | 'role' | 'name' | 'associateId' | 'joinedAt' | 'camera' | 'deviceOf' | 'device'
  >,
): Participant {
  return { ...facts, state: 'present', muted: false, screen: false };
}

function apply(state: EngagementState, event: EngagementEvent, at: Timestamp): EngagementState {
  switch (event.type) {
    case 'requested':
      throw new Error('an engagement is requested once');
    case 'context-changed':
      return { ...state, context: mergeContext(state, event, at) };
    case 'invited':
      return { ...state, invitations: [...state.invitations, event.invitation] };
    case 'invitation-closed':
      return {
        ...state,
        invitations: state.invitations.map((invitation) =>
          invitation.id === event.invitationId ? { ...invitation, ...closed(event) } : invitation,
        ),
      };
    case 'joined':
      return { ...state, participants: [...state.participants, joined(event, at)] };
    case 'answered':
      return { ...state, phase: 'active', answeredAt: at, leadId: event.participantId };
    case 'lead-passed':
      return { ...state, leadId: event.participantId };
    case 'muted':
    case 'unmuted':
    case 'camera-started':
    case 'camera-stopped':
    case 'screen-started':
    case 'screen-stopped':
    case 'connection-lost':
    case 'connection-regained':
    case 'left':
      return change(state, event.participantId, changesBy(event, at));
    case 'paused':
      return { ...state, hold: { byParticipantId: event.participantId, since: at } };
    case 'resumed':
      return withoutHold(state);
    case 'recording-asked':
    case 'recording-allowed':
    case 'recording-refused':
    case 'recording-started':
    case 'recording-stopped':
    case 'recording-began':
    case 'recording-halted':
      return { ...state, recording: recordingAfter(state.recording, event, at) };
    case 'ended':
      return {
        ...withoutHold(state),
        ...ended(state),
        endedAt: at,
        endReason: event.reason,
      };
    case 'wrap-up-began':
      return { ...state, wrapUps: withWrapUp(state, event) };
    case 'wrap-up-ended':
      return { ...state, wrapUps: withoutWrapUp(state, event.associateId) };
    default:
      // Ink, stills, transfers, questions and devices (see `withParts`); and what is withheld changes nothing.
      return state;
  }
}

type OwnEvent = EventOf<
  | 'muted'
  | 'unmuted'
  | `${'camera' | 'screen'}-${'started' | 'stopped'}`
  | `connection-${'lost' | 'regained'}`
  | 'left'
>;

/** What an event about one participant changes of them. */
function changesBy(event: OwnEvent, at: Timestamp): Partial<Participant> {
  switch (event.type) {
    case 'muted':
    case 'unmuted':
      return { muted: event.type === 'muted' };
    case 'camera-started':
    case 'camera-stopped':
      return { camera: event.type === 'camera-started' };
    case 'screen-started':
    case 'screen-stopped':
      return { screen: event.type === 'screen-started' };
    case 'connection-lost':
      return { state: 'away', awaySince: at, awayUntil: event.until };
    case 'connection-regained':
      return { state: 'present', ...notAway };
    case 'left':
      return {
        state: 'left',
        screen: false,
        ...notAway,
        ...(event.reason === 'taken-over' && { relieved: true }),
      };
  }
}

/** With the engagement the recording ends too; whatever the recorder still has to say changes nothing here. */
function ended({ recording }: EngagementState): Pick<EngagementState, 'phase' | 'recording'> {
  if (!recording) return { phase: 'ended' };
  const { writingSince: _, ...rest } = recording;
  return { phase: 'ended', recording: { ...rest, wanted: false } };
}

const closed = ({ status, because }: EventOf<'invitation-closed'>) => ({
  status,
  ...(because && { because }),
});

const notAway = { awaySince: undefined, awayUntil: undefined };

const joined = (event: EventOf<'joined'>, at: Timestamp): Participant =>
  newParticipant({
    id: event.participantId,
    role: event.role,
    name: event.name,
    associateId: event.associateId,
    joinedAt: at,
    camera: event.camera,
    ...(event.deviceOf && { deviceOf: event.deviceOf, device: event.device }),
  });

function mergeContext(
  state: EngagementState,
  event: EventOf<'context-changed'>,
  at: Timestamp,
): EngagementState['context'] {
  const facts = event.attributes.map((attribute) => ({ ...attribute, at }));
  const changed = new Map(facts.map((fact) => [fact.key, fact]));
  const kept = state.context.map((fact) => changed.get(fact.key) ?? fact);
  const known = new Set(state.context.map(({ key }) => key));
  return [...kept, ...facts.filter(({ key }) => !known.has(key))];
}

const change = (
  state: EngagementState,
  id: ParticipantId,
  changes: Partial<Participant>,
): EngagementState => ({
  ...state,
  participants: state.participants.map((participant) =>
    participant.id === id ? { ...participant, ...changes } : participant,
  ),
});

const withoutHold = ({ hold: _, ...state }: EngagementState): EngagementState => state;

const withWrapUp = (
  state: EngagementState,
  { associateId, until }: EventOf<'wrap-up-began'>,
): EngagementState['wrapUps'] => [...withoutWrapUp(state, associateId), { associateId, until }];

const withoutWrapUp = (state: EngagementState, associateId: AssociateId): EngagementState['wrapUps'] =>
  state.wrapUps.filter((wrapUp) => wrapUp.associateId !== associateId);
