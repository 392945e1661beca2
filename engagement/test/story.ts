import {
  applicationId,
  associateId,
  deviceLinkId,
  engagementId,
  invitationId,
  meetingId,
  messageId,
  participantId,
  questionId,
  scenarioId,
  smsId,
  stillId,
  strokeId,
  teamId,
  permission,
  type EngagementEvent,
  type EngagementState,
  type LoggedEvent,
  type ScenarioTerms,
  type SupervisionWay,
  type Timestamp,
} from '@parley/protocol';
import { decide, evolve, type Actor, type Command, type Decision } from '../src/index.ts';

/** Readable, valid ids for tests: `id(7)` is always the same UUIDv7-shaped string. */
const uuid = (n: number): string => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
export const ids = {
  engagement: engagementId.parse(uuid(1)),
  customer: participantId.parse(uuid(2)),
  application: applicationId.parse(uuid(3)),
  team: teamId.parse(uuid(4)),
  scenario: scenarioId.parse(uuid(5)),
  associate: (n: number) => associateId.parse(uuid(100 + n)),
  participant: (n: number) => participantId.parse(uuid(200 + n)),
  invitation: (n: number) => invitationId.parse(uuid(300 + n)),
  stroke: (n: number) => strokeId.parse(uuid(400 + n)),
  sms: (n: number) => smsId.parse(uuid(80_000 + n)),
  meeting: (n: number) => meetingId.parse(uuid(500 + n)),
  question: (n: number) => questionId.parse(uuid(85_000 + n)),
  message: (n: number) => messageId.parse(uuid(70_000 + n)),
  link: (n: number) => deviceLinkId.parse(uuid(60_000 + n)),
  still: (n: number) => stillId.parse(uuid(90_000 + n)),
};

export const everything: ScenarioTerms = {
  id: ids.scenario,
  name: 'Everything',
  allows: [...permission.options],
  ringSeconds: 20,
  graceSeconds: 30,
  wrapUpSeconds: 60,
};

export const system: Actor = { kind: 'system' };
export const customer: Actor = { kind: 'participant', participantId: ids.customer };
/** The nth associate as an account, and as a participant. */
export const associate = (n: number): Actor => ({
  kind: 'associate',
  associateId: ids.associate(n),
  name: `Associate ${n}`,
});
/** The nth associate with the role of a supervisor. */
export const supervisor = (n: number): Actor => ({
  kind: 'associate',
  associateId: ids.associate(n),
  name: `Associate ${n}`,
  isSupervisor: true,
});
export const supervise = (n: number, how: SupervisionWay): Command => ({
  type: 'supervise',
  how,
  participantId: ids.participant(n),
});
export const inside = (n: number): Actor => ({ kind: 'participant', participantId: ids.participant(n) });

const start: Timestamp = '2026-01-01T10:00:00.000Z';
export const after = (seconds: number): Timestamp =>
  new Date(Date.parse(start) + seconds * 1000).toISOString();

export const request = (changes: Partial<Extract<Command, { type: 'request' }>> = {}): Command => ({
  type: 'request',
  engagementId: ids.engagement,
  channel: 'video',
  application: { id: ids.application, name: 'Demo' },
  scenario: everything,
  teamId: ids.team,
  customer: { participantId: ids.customer, name: 'Cleo', camera: true },
  context: [{ key: 'page.url', value: 'https://shop.example/', verified: false }],
  ...changes,
});

export const invite = (n: number, purpose: 'answer' | 'join' = 'answer'): Command => ({
  type: 'invite',
  invitationId: ids.invitation(n),
  purpose,
  associateId: ids.associate(n),
  associateName: `Associate ${n}`,
  participantId: ids.participant(n),
});

export const accept = (n: number): Command => ({
  type: 'accept',
  invitationId: ids.invitation(n),
  camera: true,
});

/** An engagement under test: gives commands, keeps the log, fails loudly when a command meant to work is refused. */
export class Story {
  readonly log: LoggedEvent[] = [];
  #state: EngagementState | undefined;

  get state(): EngagementState {
    if (!this.#state) throw new Error('nothing was requested');
    return this.#state;
  }

  try(command: Command, actor: Actor, at: Timestamp = start): Decision {
    const decision = decide(this.#state, command, actor, at);
    if (decision.ok) for (const event of decision.events) this.#append(event, at);
    return decision;
  }

  /** Gives the command and returns the types of the events that it made. */
  do(command: Command, actor: Actor, at: Timestamp = start): string[] {
    const decision = this.try(command, actor, at);
    if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.code}`);
    return decision.events.map((event) => event.type);
  }

  #append(event: EngagementEvent, at: Timestamp): void {
    const logged: LoggedEvent = { engagementId: ids.engagement, seq: (this.#state?.seq ?? 0) + 1, at, event };
    this.log.push(logged);
    this.#state = evolve(this.#state, logged);
  }
}

export const requested = (changes: Partial<Extract<Command, { type: 'request' }>> = {}): Story => {
  const story = new Story();
  story.do(request(changes), system);
  return story;
};

/** Requested by the customer and answered by associate 1. */
export const answered = (changes: Partial<Extract<Command, { type: 'request' }>> = {}): Story => {
  const story = requested(changes);
  story.do(invite(1), system);
  story.do(accept(1), associate(1), after(2));
  return story;
};

/** Answered, and associate 2 joined. */
export const joinedByTwo = (): Story => {
  const story = answered();
  story.do(invite(2, 'join'), system, after(5));
  story.do(accept(2), associate(2), after(6));
  return story;
};

/** Answered, and the customer's phone came in as participant 9 by link 1. */
export const withPhone = (changes: Partial<Extract<Command, { type: 'request' }>> = {}): Story => {
  const story = answered(changes);
  const linkId = ids.link(1);
  story.do({ type: 'invite-device', linkId, way: 'sms' }, inside(1), after(7));
  const device = 'Phone · Android 15';
  story.do({ type: 'join-device', linkId, participantId: ids.participant(9), device }, system, after(8));
  return story;
};
