import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engagementEvent, maxParticipants, type EngagementState, type ScenarioTerms } from '@parley/protocol';
import {
  evolve,
  may,
  mediaRules,
  redact,
  viewFor,
  type Reader,
  type Actor,
  type Command,
  type ParticipantAction,
} from './index.ts';
import {
  after,
  associate,
  customer,
  everything,
  ids,
  inside,
  request,
  Story,
  supervisor,
  system,
} from '../test/story.ts';

const associates = [1, 2, 3] as const;
const n = fc.constantFrom(...associates);
const anyInvitation = fc.integer({ min: 1, max: 9 }).map((number) => ids.invitation(number));
const anyParticipant = fc.oneof(
  fc.constant(ids.customer),
  fc.integer({ min: 1, max: 9 }).map((number) => ids.participant(number)),
);
const anyActor: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant(system),
  fc.constant(customer),
  n.map(associate),
  n.map(supervisor),
  fc.integer({ min: 1, max: 9 }).map(inside),
);

const anyAsked = fc.record({
  invitationId: anyInvitation,
  associateId: n.map(ids.associate),
  associateName: fc.constant('Someone'),
  participantId: fc.integer({ min: 1, max: 9 }).map((number) => ids.participant(number)),
});
const team = { teamId: ids.team, name: 'Loans' };
const anyTransfer: fc.Arbitrary<Command> = fc.oneof(
  anyAsked.map((asked) => ({ type: 'add' as const, isFree: true, ...asked })),
  fc.record({
    type: fc.constant('transfer' as const),
    to: fc.oneof(anyAsked, fc.constant(team)),
    warm: fc.boolean(),
    isFree: fc.boolean(),
    note: fc.constantFrom(undefined, 'Wants a loan'),
  }),
  fc.constant({ type: 'give-up-transfer' as const }),
  fc.constantFrom({ type: 'join-transfer' as const }, { type: 'cancel-transfer' as const }),
);
const anySupervision: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant('supervise' as const),
    how: fc.constantFrom(
      'listen' as const,
      'listen' as const,
      'whisper' as const,
      'whisper' as const,
      'barge' as const,
      'take-over' as const,
    ),
    participantId: fc.integer({ min: 1, max: 9 }).map((number) => ids.participant(number)),
  }),
  fc.constant({ type: 'stop-supervising' as const }),
);
const anyStrokeId = fc.integer({ min: 1, max: 6 }).map(ids.stroke);
const anyStillId = fc.integer({ min: 1, max: 4 }).map(ids.still);
const anyLivePicture = fc.record({
  participantId: anyParticipant,
  source: fc.constantFrom('camera' as const, 'screen' as const),
});
const anyTarget = fc.oneof(
  anyLivePicture.map((live) => ({ kind: 'live' as const, ...live })),
  anyStillId.map((stillId) => ({ kind: 'still' as const, stillId })),
);
const anyStroke = fc.record({
  id: anyStrokeId,
  target: anyTarget,
  tool: fc.constantFrom('pen' as const, 'marker' as const, 'line' as const),
  color: fc.constant('red' as const),
  width: fc.constant('thin' as const),
  points: fc.constantFrom<number[][]>([1, 2, 128], [1, 2, 128, 3, 4, 128]),
});

const anyLink = fc.integer({ min: 1, max: 4 }).map(ids.link);
const anyDevice: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant('invite-device' as const),
    linkId: anyLink,
    way: fc.constantFrom('sms' as const, 'screen' as const),
  }),
  fc.record({
    type: fc.constantFrom('withdraw-device-link' as const, 'expire-device-link' as const),
    linkId: anyLink,
  }),
  fc.record({
    type: fc.constant('join-device' as const),
    linkId: anyLink,
    participantId: fc.integer({ min: 4, max: 9 }).map((number) => ids.participant(number)),
    device: fc.constantFrom('Phone', 'Tablet'),
  }),
  fc.constantFrom({ type: 'remove-device' as const }, { type: 'take-sound' as const }),
);

/** The strictest terms: what holds there holds with fewer. */
const recorded: ScenarioTerms = {
  ...everything,
  recording: { consent: 'ask', start: 'on-answer', keepDays: 1 },
  ink: { mayRefuse: true, fadeSeconds: 5 },
};

const anyMeeting: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant('open-meeting' as const),
    meeting: fc.record({
      id: fc.constantFrom(ids.meeting(1), ids.meeting(1), ids.meeting(2)),
      title: fc.constant('Loan'),
      lobby: fc.boolean(),
    }),
  }),
  fc.record({ type: fc.constant('close-meeting' as const), meetingId: fc.constant(ids.meeting(1)) }),
  fc.record({
    type: fc.constant('knock' as const),
    meetingId: fc.constant(ids.meeting(1)),
    participantId: fc.integer({ min: 1, max: 30 }).map((number) => ids.participant(number)),
    name: fc.constant('Bea'),
    camera: fc.boolean(),
  }),
  fc.record({
    type: fc.constantFrom('admit' as const, 'refuse' as const),
    participantId: fc.integer({ min: 1, max: 30 }).map((number) => ids.participant(number)),
  }),
);

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  anyTransfer,
  anySupervision,
  anyMeeting,
  anyMeeting,
  anyDevice,
  fc.constant(request({ scenario: recorded })),
  fc.record({
    type: fc.constant('invite' as const),
    invitationId: anyInvitation,
    purpose: fc.constantFrom('answer' as const, 'join' as const, 'transfer' as const),
    associateId: n.map(ids.associate),
    associateName: fc.constant('Someone'),
    participantId: fc.integer({ min: 1, max: 9 }).map((number) => ids.participant(number)),
    teamId: fc.constantFrom(undefined, ids.team),
  }),
  fc.record({ type: fc.constant('accept' as const), invitationId: anyInvitation, camera: fc.boolean() }),
  fc.record({
    type: fc.constantFrom('decline' as const, 'expire' as const, 'withdraw' as const),
    invitationId: anyInvitation,
  }),
  fc.record({
    type: fc.constant('take' as const),
    invitationId: anyInvitation,
    participantId: fc.integer({ min: 1, max: 9 }).map((number) => ids.participant(number)),
    camera: fc.boolean(),
  }),
  fc.record({
    type: fc.constantFrom<ParticipantAction[]>(
      'mute',
      'unmute',
      'start-camera',
      'stop-camera',
      'start-screen',
      'stop-screen',
      'pause',
      'resume',
      'start-recording',
      'stop-recording',
      'allow-recording',
      'refuse-recording',
      'leave',
      'exit',
    ),
  }),
  fc.record({
    type: fc.constantFrom('lose-connection' as const, 'regain-connection' as const, 'give-up' as const),
    participantId: anyParticipant,
  }),
  fc.constant({ type: 'give-up-waiting' as const }),
  fc.record({
    type: fc.constant('report-recording' as const),
    writing: fc.boolean(),
    problem: fc.constantFrom(undefined, 'no-space' as const),
  }),
  fc.record({ type: fc.constant('draw' as const), stroke: anyStroke }),
  fc.record({
    type: fc.constant('change-stroke' as const),
    strokeId: anyStrokeId,
    points: fc.constant<number[]>([9, 9, 128]),
  }),
  fc.record({ type: fc.constant('erase' as const), strokeIds: fc.array(anyStrokeId, { maxLength: 3 }) }),
  fc.record({
    type: fc.constant('clear-ink' as const),
    target: anyTarget,
    whose: fc.constantFrom('own' as const, 'all' as const),
  }),
  fc.record({
    type: fc.constantFrom('withdraw-consent' as const, 'give-consent' as const),
    matter: fc.constantFrom('ink' as const, 'freeze' as const),
  }),
  fc.record({ type: fc.constant('freeze' as const), stillId: anyStillId, of: anyLivePicture }),
  fc.record({ type: fc.constant('unfreeze' as const) }),
  fc.record({
    type: fc.constantFrom('show-still' as const, 'delete-still' as const, 'remove-still' as const),
    stillId: anyStillId,
  }),
  fc.record({
    type: fc.constantFrom('fail-still' as const, 'give-up-still' as const),
    stillId: anyStillId,
    problem: fc.constant('lost' as const),
  }),
  fc.record({
    type: fc.constant('report-still' as const),
    stillId: anyStillId,
    file: fc.constantFrom('preview' as const, 'picture' as const),
    picture: fc.constant({ sha256: 'a'.repeat(64), width: 1, height: 1, bytes: 1 }),
  }),
  fc.record({
    type: fc.constant('send-sms' as const),
    smsId: fc.integer({ min: 1, max: 4 }).map(ids.sms),
    to: fc.constantFrom('+12025550123', '+4915123456789'),
    text: fc.constantFrom('Hello', 'Good day'),
  }),
  fc.record({ type: fc.constant('finish-wrap-up' as const), associateId: n.map(ids.associate) }),
  fc.record({
    type: fc.constant('set-context' as const),
    attributes: fc.array(
      fc.record({
        key: fc.constantFrom('page.url', 'page.title'),
        value: fc.string({ maxLength: 8 }),
        verified: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
  }),
);

const leadOf = (story: Story | undefined): Actor | undefined =>
  story?.state.leadId && { kind: 'participant', participantId: story.state.leadId };

/** Commands mostly from whoever may give them, so that walks get deep; and some from anyone. */
function rightfulActor(command: Command, fallback: Actor, story: Story | undefined): Actor {
  switch (command.type) {
    case 'accept':
    case 'decline': {
      const invited = story?.state.invitations.find((invitation) => invitation.id === command.invitationId);
      return invited ? { kind: 'associate', associateId: invited.associateId, name: 'Someone' } : fallback;
    }
    case 'request':
    case 'invite':
    case 'add':
    case 'transfer':
    case 'join-transfer':
    case 'send-sms':
    case 'cancel-transfer':
    case 'open-meeting':
    case 'admit':
    case 'refuse':
    case 'invite-device':
      return leadOf(story) ?? fallback;
    case 'supervise':
    case 'stop-supervising':
      return fallback.kind === 'associate' ? { ...fallback, isSupervisor: true } : supervisor(3);
    case 'give-up-transfer':
    case 'expire':
    case 'withdraw':
    case 'lose-connection':
    case 'regain-connection':
    case 'give-up':
    case 'report-recording':
    case 'knock':
    case 'close-meeting':
    case 'report-still':
    case 'give-up-still':
    case 'remove-still':
    case 'join-device':
    case 'expire-device-link':
      return system;
    case 'allow-recording':
    case 'refuse-recording':
    case 'withdraw-consent':
    case 'give-consent':
      return customer;
    default:
      return fallback;
  }
}

const anyWalk = fc.array(
  fc.record({
    command: anyCommand,
    actor: anyActor,
    rightful: fc.integer({ min: 0, max: 9 }),
    seconds: fc.integer({ min: 0, max: 40 }),
  }),
  { maxLength: 60 },
);

/** Whoever hands over is there until it is done; and apart from a consultation everybody hears everybody. */
function transferInvariants({ transfer, participants, invitations, phase }: EngagementState): void {
  const isHere = (id: string | undefined) =>
    participants.some((one) => one.id === id && one.state !== 'left');
  const asked = invitations.filter(({ purpose, status }) => purpose === 'transfer' && status === 'pending');
  expect(asked.length).toBeLessThanOrEqual(transfer?.phase === 'asking' ? 1 : 0);
  if (!transfer) return;
  expect(phase).toBe('active');
  expect(isHere(transfer.byParticipantId)).toBe(true);
  expect(isHere(transfer.toParticipantId)).toBe(transfer.phase !== 'asking');
  if (transfer.phase === 'asking' && !transfer.to.teamId) expect(asked).toHaveLength(1);
}

/** One at most, the same customer's; it ends nothing, and never hears what its customer says or hears elsewhere. */
function deviceInvariants(before: EngagementState, after: EngagementState): void {
  const here = after.participants.filter(({ deviceOf, state }) => deviceOf && state !== 'left');
  expect(here.length).toBeLessThanOrEqual(1);
  const consults = after.transfer?.phase === 'consulting';
  const rules = mediaRules(after);
  if (after.phase === 'ended') {
    expect([after.deviceLink, after.soundId]).toEqual([undefined, undefined]);
    return;
  }
  expect(rules.blocked.length > 0).toBe(consults || here.length > 0);
  const keys = rules.blocked.map((one) => JSON.stringify(one));
  expect(new Set(keys).size).toBe(keys.length);
  const [device] = here;
  if (!device) {
    expect(after.soundId).toBeUndefined();
    return;
  }
  expect(device).toMatchObject({ role: 'customer', deviceOf: ids.customer, screen: false });
  const silent = [ids.customer, device.id].filter((id) =>
    rules.muted.some((track) => track.participantId === id && track.source === 'microphone'),
  );
  expect(silent.length).toBeGreaterThanOrEqual(1);
  if (before.deviceLink?.status !== 'open' && before.deviceLink === after.deviceLink)
    expect(before.participants.map(({ id }) => id)).toContain(device.id);
}

function invariants(before: EngagementState, after: EngagementState, story: Story): void {
  const answers = story.log.filter(({ event }) => event.type === 'answered');
  expect(answers.length).toBeLessThanOrEqual(1);
  const acceptedAnswers = after.invitations.filter(
    ({ purpose, status }) => purpose === 'answer' && status === 'accepted',
  );
  expect(acceptedAnswers).toHaveLength(answers.length);
  expect(mediaRules(after).paused).toBe(after.hold !== undefined);
  if (after.hold) expect(after.phase).toBe('active');
  if (mediaRules(after).recorded) {
    expect(after.phase).toBe('active');
    expect(after.recording?.consent).toBe('given');
  }
  if (after.phase !== 'active') expect(after.recording?.writingSince).toBeUndefined();
  for (const { state, screen } of after.participants) {
    if (screen) {
      expect(after.phase).not.toBe('waiting');
      expect(state).not.toBe('left');
    }
  }
  if (before.phase === 'ended') expect(after.phase).toBe('ended');
  if (before.endedAt) expect([after.endedAt, after.endReason]).toEqual([before.endedAt, before.endReason]);
  if (after.phase === 'ended') {
    expect(mediaRules(after).present).toEqual([]);
    expect(after.invitations.every(({ status }) => status !== 'pending')).toBe(true);
  }
  transferInvariants(after);
  deviceInvariants(before, after);
  if (after.phase === 'active') {
    const lead = after.participants.find(({ id }) => id === after.leadId);
    expect(lead?.role).toBe('associate');
    expect(lead?.state).not.toBe('left');
  }
  const here = after.participants.filter(({ state, associateId }) => associateId && state !== 'left');
  expect(new Set(here.map(({ associateId }) => associateId)).size).toBe(here.length);
  expect(new Set(after.participants.map(({ id }) => id)).size).toBe(after.participants.length);
}

/** Nobody is at the door and inside, no media reaches the door, and no guest rules over anything. */
function meetingInvariants(after: EngagementState): void {
  const inside = new Set(after.participants.map(({ id }) => id));
  const atDoor = after.lobby.map(({ participantId }) => participantId);
  expect(new Set(atDoor).size).toBe(atDoor.length);
  for (const id of atDoor) {
    expect(inside).not.toContain(id);
    expect(mediaRules(after).present).not.toContain(id);
  }
  expect(mediaRules(after).present.length).toBeLessThanOrEqual(maxParticipants);
  if (after.phase !== 'active') expect(after.lobby.every(({ state }) => state !== 'waiting')).toBe(true);
  const guests = after.participants.filter(({ role }) => role === 'guest');
  const ruling = guests.filter(({ id }) => after.leadId === id || after.hold?.byParticipantId === id);
  expect(ruling).toEqual([]);
  const [one] = guests;
  const mayRule = one && notForGuests.filter((action) => may(after, one.id, action));
  expect(mayRule ?? []).toEqual([]);
}

const notForGuests = [
  'pause',
  'exit',
  'start-recording',
  'transfer',
  'admit',
  'open-meeting',
  'freeze',
] as const;

function annotationInvariants(after: EngagementState): void {
  const stillIds = new Set(after.stills.map(({ id }) => id));
  expect(stillIds.size).toBe(after.stills.length);
  if (after.frozen) {
    expect(after.phase).toBe('active');
    expect(stillIds).toContain(after.frozen.stillId);
    expect(after.forbidden).not.toContain('freeze');
  }
  expect(new Set(after.ink.map(({ id }) => id)).size).toBe(after.ink.length);
  expect(new Set(after.sms.map(({ id }) => id)).size).toBe(after.sms.length);
  expect(new Set(after.forbidden).size).toBe(after.forbidden.length);
  for (const { target } of after.ink) {
    if (target.kind === 'still') {
      expect(stillIds).toContain(target.stillId);
      continue;
    }
    const owner = after.participants.find(({ id }) => id === target.participantId);
    expect(owner?.state).not.toBe('left');
    if (target.source === 'screen') expect(owner?.screen).toBe(true);
    expect(after.forbidden).not.toContain('ink');
  }
}

const anyAnnouncement = fc.constantFrom(
  undefined,
  'everyone' as const,
  'associates' as const,
  'nobody' as const,
);
const anyReader = fc.constantFrom<Reader[]>(
  { role: 'customer', participantId: ids.customer },
  { role: 'associate', associateId: ids.associate(1) },
  { role: 'associate', associateId: ids.associate(2), isSupervisor: true },
);

/** Supervisors are nobody's company: they count for nothing, reach nobody but associates, and end with the engagement. */
function supervisionInvariants(after: EngagementState): void {
  const { supervisors, participants, phase } = after;
  if (phase !== 'active') expect(supervisors).toEqual([]);
  const here = participants.filter(({ state }) => state !== 'left');
  for (const { id, associateId, mode } of supervisors) {
    expect(participants.map((one) => one.id)).not.toContain(id);
    expect(here.map((one) => one.associateId)).not.toContain(associateId);
    const to = mediaRules(after).confined.find(({ participantId }) => participantId === id)?.to;
    const associatesHere = here.filter(({ role }) => role === 'associate').map((one) => one.id);
    expect(to).toEqual(mode === 'whisper' ? associatesHere : []);
  }
  expect(new Set(supervisors.map(({ associateId }) => associateId)).size).toBe(supervisors.length);
}

test('no sequence of commands breaks the invariants', () => {
  fc.assert(
    fc.property(anyWalk, anyAnnouncement, anyReader, (walk, announce, reader) => {
      const story = new Story();
      story.do(
        request({ scenario: { ...recorded, ...(announce && { supervision: { announce } }) } }),
        system,
      );
      let clock = 0;
      for (const step of walk) {
        clock += step.seconds;
        const before = story.state;
        const actor = step.rightful < 8 ? rightfulActor(step.command, step.actor, story) : step.actor;
        const decision = story.try(step.command, actor, after(clock));
        if (!decision.ok) expect(story.state).toBe(before);
        invariants(before, story.state, story);
        annotationInvariants(story.state);
        supervisionInvariants(story.state);
        meetingInvariants(story.state);
      }
      expect(story.log.map(({ seq }) => seq)).toEqual(story.log.map((_, index) => index + 1));
      for (const { event } of story.log) expect(engagementEvent.safeParse(event).success).toBe(true);
      const stored: typeof story.log = JSON.parse(JSON.stringify(story.log));
      const again = stored.reduce(evolve, undefined as EngagementState | undefined);
      expect(again).toEqual(story.state);
      const copy = stored
        .map((logged) => redact(logged, reader))
        .reduce(evolve, undefined as EngagementState | undefined);
      expect(copy).toEqual(viewFor(story.state, reader));
      const device = { ...reader, isSecondDevice: true };
      const less = stored
        .map((logged) => redact(logged, device))
        .reduce(evolve, undefined as EngagementState | undefined);
      expect(less).toEqual(viewFor(story.state, device));
    }),
    { numRuns: 1_000 },
  );
}, 60_000);

test('the same command given twice at the same moment makes no second event', () => {
  fc.assert(
    fc.property(anyWalk, (walk) => {
      const story = new Story();
      story.do(request(), system);
      let clock = 0;
      for (const step of walk) {
        clock += step.seconds;
        const actor = rightfulActor(step.command, step.actor, story);
        if (!story.try(step.command, actor, after(clock)).ok) continue;
        const again = story.try(step.command, actor, after(clock));
        if (again.ok) expect(again.events).toEqual([]);
      }
    }),
    { numRuns: 500 },
  );
});
