import { expect, test } from 'vitest';
import { mediaRules, redact, viewFor, type Command } from './index.ts';
import {
  after,
  answered,
  associate,
  customer,
  everything,
  ids,
  inside,
  joinedByTwo,
  request,
  Story,
  system,
} from '../test/story.ts';

const open = (changes: { id?: number; title?: string; lobby?: boolean } = {}): Command => ({
  type: 'open-meeting',
  meeting: { id: ids.meeting(changes.id ?? 1), title: changes.title ?? 'Loan', lobby: changes.lobby ?? true },
});
const knock = (n: number, meeting = 1): Command => ({
  type: 'knock',
  meetingId: ids.meeting(meeting),
  participantId: ids.participant(n),
  name: `Guest ${n}`,
  camera: true,
});
const admit = (n: number): Command => ({ type: 'admit', participantId: ids.participant(n) });
const refuse = (n: number): Command => ({ type: 'refuse', participantId: ids.participant(n) });
const guest = inside;

/** A call in which associate 1 has opened a meeting. */
const meeting = (lobby = true): Story => {
  const story = answered();
  story.do(open({ lobby }), inside(1), after(3));
  return story;
};

/** A meeting without a widget customer. */
const ownMeeting = (scenario = everything): Story => {
  const story = new Story();
  const { customer: _, ...facts } = request({ scenario }) as Extract<Command, { type: 'request' }>;
  const host = {
    invitationId: ids.invitation(1),
    associateId: ids.associate(1),
    associateName: 'Associate 1',
    participantId: ids.participant(1),
  };
  const held = { id: ids.meeting(1), title: 'Loan', lobby: true };
  story.do({ ...facts, meeting: held, host }, system);
  return story;
};

const code = (story: Story, command: Command, actor: Parameters<Story['do']>[1], at = after(9)) => {
  const before = story.state;
  const decision = story.try(command, actor, at);
  if (decision.ok) return 'ok';
  expect(story.state).toBe(before);
  return decision.code;
};

test('a guest knocks, waits without media, and comes in when an associate says so', () => {
  const story = meeting();
  expect(story.do(knock(11), system, after(4))).toEqual(['knocked']);
  expect(story.state.lobby).toMatchObject([{ name: 'Guest 11', state: 'waiting' }]);
  expect(mediaRules(story.state).present).not.toContain(ids.participant(11));
  expect(story.do(admit(11), inside(1), after(5))).toEqual(['joined']);
  expect(story.state.lobby).toEqual([]);
  expect(story.state.participants.at(-1)).toMatchObject({ role: 'guest', name: 'Guest 11', camera: true });
  expect(mediaRules(story.state).present).toContain(ids.participant(11));
  expect(story.do(admit(11), inside(1), after(6))).toEqual([]);
});

test('without a lobby guests come in at once', () => {
  const story = meeting(false);
  expect(story.do(knock(11), system)).toEqual(['joined']);
  expect(story.do(knock(11), system)).toEqual([]);
});

test('who is refused stays outside, and that is said once', () => {
  const story = meeting();
  story.do(knock(11), system);
  expect(story.do(refuse(11), inside(1))).toEqual(['knock-closed']);
  expect(story.do(refuse(11), inside(1))).toEqual([]);
  expect(code(story, admit(11), inside(1))).toBe('knock-not-found');
  expect(code(story, knock(11), system)).toBe('conflict');
});

test('only associates who are in it let anybody in', () => {
  const story = meeting();
  story.do(knock(11), system);
  story.do(knock(12), system);
  story.do(admit(11), inside(1));
  for (const actor of [customer, guest(11), guest(12), associate(1), system, inside(7)])
    expect(code(story, admit(12), actor)).toMatch(/^not-/);
  expect(code(joinedByTwo(), open(), inside(2))).toBe('ok');
});

test('guests act for themselves, and rule over nothing', () => {
  const story = meeting(false);
  story.do(knock(11), system);
  for (const type of [
    'mute',
    'unmute',
    'stop-camera',
    'start-camera',
    'start-screen',
    'stop-screen',
  ] as const)
    expect([type, story.do({ type }, guest(11))]).toMatchObject([type, { length: 1 }]);
  for (const type of ['pause', 'exit', 'start-recording', 'stop-recording', 'allow-recording'] as const)
    expect([type, code(story, { type }, guest(11))]).toEqual([type, expect.stringMatching(/^not-/)]);
  expect(code(story, open({ id: 2 }), guest(11))).toBe('not-allowed');
  expect(
    code(
      story,
      { type: 'transfer', to: { teamId: ids.team, name: 'x' }, warm: false, isFree: true },
      guest(11),
    ),
  ).toBe('not-allowed');
  expect(story.do({ type: 'leave' }, guest(11))).toEqual(['left']);
  expect(story.state.phase).toBe('active');
});

test('what the scenario denies the customer’s side it denies guests', () => {
  const story = answered({ scenario: { ...everything, allows: ['associate.meeting', 'associate.camera'] } });
  story.do(open({ lobby: false }), inside(1));
  story.do(knock(11), system);
  expect(story.state.participants.at(-1)?.camera).toBe(false);
  for (const type of ['start-camera', 'start-screen'] as const)
    expect(code(story, { type }, guest(11))).toBe('not-in-scenario');
  const none = answered({ scenario: { ...everything, allows: [] } });
  expect(code(none, open(), inside(1))).toBe('not-in-scenario');
});

test('twelve are in it at most, and a thirteenth is told that it is full', () => {
  const story = meeting();
  for (let n = 11; n < 22; n += 1) story.do(knock(n), system);
  for (let n = 11; n < 21; n += 1) story.do(admit(n), inside(1));
  expect(mediaRules(story.state).present).toHaveLength(12);
  expect(code(story, admit(21), inside(1))).toBe('engagement-full');
  expect(code(story, knock(22), system)).toBe('engagement-full');
  story.do({ type: 'leave' }, guest(11));
  expect(code(story, admit(21), inside(1))).toBe('ok');
});

test('so many wait at most', () => {
  const story = meeting();
  for (let n = 11; n < 35; n += 1) story.do(knock(n), system);
  expect(code(story, knock(35), system)).toBe('engagement-full');
});

test('a guest at the door who loses the connection is waited for, then gone', () => {
  const story = meeting();
  const of = (type: 'lose-connection' | 'regain-connection' | 'give-up'): Command => ({
    type,
    participantId: ids.participant(11),
  });
  story.do(knock(11), system);
  expect(story.do(of('lose-connection'), system, after(10))).toEqual(['connection-lost']);
  expect(story.do(of('lose-connection'), system, after(11))).toEqual([]);
  expect(story.do(of('regain-connection'), system, after(12))).toEqual(['connection-regained']);
  story.do(of('lose-connection'), system, after(20));
  expect(code(story, of('give-up'), system, after(49))).toBe('conflict');
  expect(story.do(of('give-up'), system, after(50))).toEqual(['knock-closed']);
  expect(story.state.lobby).toMatchObject([{ state: 'gone' }]);
});

test('a guest at the door may go, and does nothing else', () => {
  const story = meeting();
  story.do(knock(11), system);
  expect(code(story, { type: 'mute' }, guest(11))).toBe('not-a-participant');
  expect(story.do({ type: 'leave' }, guest(11))).toEqual(['knock-closed']);
  expect(story.do({ type: 'leave' }, guest(11))).toEqual([]);
});

test('a meeting that is closed lets nobody in, and refuses who waits', () => {
  const story = meeting();
  story.do(knock(11), system);
  const close: Command = { type: 'close-meeting', meetingId: ids.meeting(1) };
  expect(story.do(close, system)).toEqual(['knock-closed', 'meeting-closed']);
  expect(story.do(close, system)).toEqual([]);
  expect(code(story, knock(12), system)).toBe('host-not-there');
});

test('one meeting at a time leads in; the same one may change', () => {
  const story = meeting();
  expect(story.do(open(), inside(1))).toEqual([]);
  expect(story.do(open({ title: 'Mortgage', lobby: false }), inside(1))).toEqual(['meeting-opened']);
  expect(code(story, open({ id: 2 }), inside(1))).toBe('conflict');
  expect(code(story, knock(11, 2), system)).toBe('host-not-there');
});

test('a meeting of its own begins with its host, ends with their exit, and asks nobody about recording', () => {
  const story = ownMeeting({ ...everything, recording: { consent: 'ask', start: 'on-answer', keepDays: 1 } });
  expect(story.log.map(({ event }) => event.type)).toEqual([
    'requested',
    'invited',
    'invitation-closed',
    'joined',
    'answered',
  ]);
  expect(story.state).toMatchObject({ phase: 'active', leadId: ids.participant(1) });
  expect(code(story, { type: 'start-recording' }, inside(1))).toBe('not-in-scenario');
  story.do(knock(11), system);
  story.do(admit(11), inside(1));
  story.do(knock(12), system);
  expect(story.do({ type: 'exit' }, inside(1))).toContain('ended');
  expect(story.state.lobby).toMatchObject([{ state: 'gone' }]);
  expect(mediaRules(story.state).present).toEqual([]);
  const told = ownMeeting({ ...everything, recording: { consent: 'tell', start: 'on-answer', keepDays: 1 } });
  expect(told.state.recording?.wanted).toBe(true);
});

test('guests and the customer see nothing of the door, nor what the associates call it', () => {
  const story = meeting();
  story.do(knock(11), system);
  story.do(knock(12), system);
  story.do(refuse(12), inside(1));
  for (const participantId of [ids.customer, ids.participant(11)]) {
    const reader = { role: 'customer', participantId } as const;
    const text = JSON.stringify([
      viewFor(story.state, reader),
      story.log.map((logged) => redact(logged, reader)),
    ]);
    expect(text).not.toMatch(/Guest 1|Loan/);
  }
});
