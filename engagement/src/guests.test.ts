import { describe, expect, test } from 'vitest';
import { maxParticipants, type Stroke } from '@parley/protocol';
import { mediaRules, type Actor, type Command } from './index.ts';
import {
  accept,
  after,
  answered,
  associate,
  customer,
  everything,
  ids,
  inside as guest,
  type Story,
  supervise,
  supervisor,
  system,
} from '../test/story.ts';

const host = guest(1);
const knock = (n: number): Command => ({
  type: 'knock',
  meetingId: ids.meeting(1),
  participantId: ids.participant(n),
  name: `Guest ${n}`,
  camera: true,
});
const admit = (n: number): Command => ({ type: 'admit', participantId: ids.participant(n) });
const open = (lobby: boolean): Command => ({
  type: 'open-meeting',
  meeting: { id: ids.meeting(1), title: 'Loan', lobby },
});
const picture = { participantId: ids.customer, source: 'camera' } as const;
const colleague = (n: number) => ({
  invitationId: ids.invitation(n),
  associateId: ids.associate(n),
  associateName: `Associate ${n}`,
  participantId: ids.participant(n),
});
const stroke = (n: number): Stroke => ({
  id: ids.stroke(n),
  target: { kind: 'live', ...picture },
  tool: 'pen',
  color: 'red',
  width: 'medium',
  points: [10, 20, 128],
});

/** A call of the customer, associate 1 and these guests, in which much goes on that guests could meddle with. */
function callWithGuests(...guests: number[]): Story {
  const recording = { consent: 'tell', start: 'by-hand', keepDays: 1 } as const;
  const story = answered({ scenario: { ...everything, ink: { mayRefuse: true }, recording } });
  story.do(open(false), host, after(3));
  for (const n of guests) story.do(knock(n), system, after(4));
  story.do({ type: 'draw', stroke: stroke(1) }, host, after(5));
  story.do({ type: 'freeze', stillId: ids.still(1), of: picture }, host, after(5));
  story.do({ type: 'start-recording' }, host, after(6));
  story.do({ type: 'invite-device', linkId: ids.link(1), way: 'screen' }, host, after(6));
  story.do({ type: 'add', ...colleague(2), isFree: true }, host, after(6));
  story.do({ type: 'ask', questionId: ids.question(1), what: 'screen' }, host, after(6));
  story.do(open(true), host, after(7));
  story.do(knock(12), system, after(7));
  return story;
}

/** Everything that is not a guest's to do, though each of these would do something for somebody. */
const beyondThem: readonly Command[] = [
  open(false),
  { type: 'close-meeting', meetingId: ids.meeting(1) },
  knock(13),
  admit(12),
  { type: 'refuse', participantId: ids.participant(12) },
  { type: 'pause' },
  { type: 'exit' },
  { type: 'start-recording' },
  { type: 'stop-recording' },
  { type: 'allow-recording' },
  { type: 'refuse-recording' },
  { type: 'join-transfer' },
  { type: 'cancel-transfer' },
  { type: 'remove-device' },
  { type: 'take-sound' },
  { type: 'add', ...colleague(3), isFree: true },
  { type: 'transfer', to: { teamId: ids.team, name: 'x' }, warm: true, isFree: true },
  { type: 'invite', ...colleague(3), purpose: 'join' },
  { type: 'accept', invitationId: ids.invitation(2), camera: true },
  { type: 'decline', invitationId: ids.invitation(2) },
  { type: 'withdraw', invitationId: ids.invitation(2) },
  { type: 'expire', invitationId: ids.invitation(2) },
  { type: 'ask', questionId: ids.question(2), what: 'camera' },
  { type: 'withdraw-question', questionId: ids.question(1) },
  { type: 'answer-question', questionId: ids.question(1), answer: { says: 'decline' } },
  { type: 'invite-device', linkId: ids.link(2), way: 'screen' },
  { type: 'withdraw-device-link', linkId: ids.link(1) },
  { type: 'join-device', linkId: ids.link(1), participantId: ids.participant(9), device: 'Phone' },
  { type: 'set-context', attributes: [{ key: 'name', value: 'x', verified: false }] },
  { type: 'withdraw-consent', matter: 'ink' },
  { type: 'freeze', stillId: ids.still(2), of: picture },
  { type: 'unfreeze' },
  { type: 'show-still', stillId: ids.still(1) },
  { type: 'delete-still', stillId: ids.still(1) },
  { type: 'fail-still', stillId: ids.still(1), problem: 'lost' },
  { type: 'erase', strokeIds: [ids.stroke(1)] },
  { type: 'clear-ink', target: stroke(1).target, whose: 'all' },
  { type: 'send-sms', smsId: ids.sms(1), to: '+12025550123', text: 'x' },
  supervise(5, 'barge'),
  { type: 'lose-connection', participantId: ids.customer },
  { type: 'give-up', participantId: ids.customer },
  { type: 'report-recording', writing: true },
  { type: 'finish-wrap-up', associateId: ids.associate(1) },
];

/** What they may do once they are in, and no sooner and no later. */
const theirs: readonly Command[] = [
  { type: 'mute' },
  { type: 'unmute' },
  { type: 'stop-camera' },
  { type: 'start-camera' },
  { type: 'start-screen' },
  { type: 'stop-screen' },
  { type: 'send-message', messageId: ids.message(1), text: 'Hello' },
  { type: 'see-messages', received: 1, read: 1 },
  { type: 'draw', stroke: stroke(3) },
  { type: 'erase', strokeIds: [ids.stroke(2)] },
  { type: 'clear-ink', target: stroke(1).target, whose: 'own' },
];

function expectRefused(story: Story, commands: readonly Command[], actor: Actor): void {
  const before = story.state;
  for (const command of commands)
    expect([command.type, story.try(command, actor, after(9))]).toEqual([
      command.type,
      expect.objectContaining({ ok: false, code: expect.any(String) }),
    ]);
  expect(story.state).toBe(before);
}

describe('what is not a guest’s to do is refused with a code, and changes nothing', () => {
  test('in the call', () => {
    const story = callWithGuests(11);
    expectRefused(story, beyondThem, guest(11));
    for (const command of theirs.slice(0, 7))
      expect([command.type, story.try(command, guest(11), after(9))]).toMatchObject([
        command.type,
        { ok: true },
      ]);
  });

  test('at the door, and as somebody who never knocked', () => {
    for (const n of [12, 77]) expectRefused(callWithGuests(), [...beyondThem, ...theirs], guest(n));
  });

  test('after they were refused, and after they have gone', () => {
    const refused = callWithGuests();
    refused.do({ type: 'refuse', participantId: ids.participant(12) }, host, after(8));
    expectRefused(refused, [...beyondThem, ...theirs], guest(12));
    const gone = callWithGuests(11);
    gone.do({ type: 'draw', stroke: stroke(2) }, guest(11), after(8));
    gone.do({ type: 'leave' }, guest(11), after(8));
    expectRefused(gone, [...beyondThem, ...theirs, { type: 'leave' }], guest(11));
  });

  test('after the end', () => {
    const story = callWithGuests(11);
    story.do({ type: 'exit' }, host, after(8));
    // What has ended may be ended once more.
    const late = beyondThem.filter(({ type }) => type !== 'exit');
    expectRefused(story, [...late, ...theirs, { type: 'leave' }], guest(11));
    expectRefused(story, [...late, ...theirs, { type: 'leave' }], guest(12));
    for (const command of [open(true), admit(12)]) expectRefused(story, [command], host);
    expectRefused(story, [knock(14)], system);
  });
});

describe('in a call with guests', () => {
  test('a guest who goes, or is lost, leaves the others in it', () => {
    const story = callWithGuests(11, 14);
    expect(story.do({ type: 'leave' }, guest(11), after(9))).toEqual(['left']);
    const of = (type: 'lose-connection' | 'give-up'): Command => ({
      type,
      participantId: ids.participant(14),
    });
    story.do(of('lose-connection'), system, after(10));
    expect(story.try(of('give-up'), system, after(39))).toMatchObject({ ok: false, code: 'conflict' });
    expect(story.do(of('give-up'), system, after(40))).toEqual(['left']);
    expect(story.state).toMatchObject({ phase: 'active', leadId: ids.participant(1) });
  });

  test('guests don’t keep it up: it ends with the customer, and with the last associate', () => {
    const exits = callWithGuests(11);
    expect(exits.do({ type: 'exit' }, customer, after(9))).toContain('ended');
    const lost = callWithGuests(11);
    expect(lost.try({ type: 'leave' }, host, after(9))).toMatchObject({ code: 'last-associate' });
    const of = (type: 'lose-connection' | 'give-up'): Command => ({
      type,
      participantId: ids.participant(1),
    });
    lost.do(of('lose-connection'), system, after(10));
    expect(lost.do(of('give-up'), system, after(40))).toContain('ended');
    expect(mediaRules(lost.state).present).toEqual([]);
  });

  test('what a guest may not resume they hear nothing of', () => {
    const story = callWithGuests(11);
    story.do({ type: 'pause' }, host, after(9));
    expectRefused(story, [{ type: 'resume' }], guest(11));
    expect(mediaRules(story.state).paused).toBe(true);
  });

  test('two who admit the same guest at once let one in', () => {
    const story = callWithGuests();
    story.do(accept(2), associate(2), after(8));
    expect(story.do(admit(12), guest(2), after(9))).toEqual(['joined']);
    expect(story.do(admit(12), host, after(9))).toEqual([]);
    expectRefused(story, [{ type: 'refuse', participantId: ids.participant(12) }], host);
  });

  test('a full one takes in nobody by any way, until somebody has gone', () => {
    const story = callWithGuests();
    for (let n = 20; n < 20 + maxParticipants - 2; n += 1) {
      story.do(open(false), host);
      story.do(knock(n), system, after(8));
    }
    story.do(open(true), host);
    expect(mediaRules(story.state).present).toHaveLength(maxParticipants);
    const full = { ok: false, code: 'engagement-full' };
    const device = { type: 'join-device', linkId: ids.link(1), participantId: ids.participant(9) } as const;
    const ways: readonly [Command, Actor][] = [
      [admit(12), host],
      [knock(40), system],
      [accept(2), associate(2)],
      [supervise(5, 'barge'), supervisor(5)],
      [{ ...device, device: 'Phone' }, system],
    ];
    for (const [command, actor] of ways)
      expect([command.type, story.try(command, actor, after(9))]).toMatchObject([command.type, full]);
    story.do({ type: 'leave' }, guest(20), after(9));
    expect(story.do(admit(12), host, after(9))).toEqual(['joined']);
    expect(story.try(knock(40), system, after(9))).toMatchObject(full);
  });

  test('who came and went does not keep the door shut', () => {
    const story = callWithGuests();
    for (let n = 1_000; n < 1_300; n += 1) {
      story.do(knock(n), system, after(9));
      story.do({ type: 'leave' }, guest(n), after(9));
    }
    expect(story.state.lobby.length).toBeLessThanOrEqual(200);
    expect(story.state.lobby[0]).toMatchObject({ participantId: ids.participant(12), state: 'waiting' });
  });
});
