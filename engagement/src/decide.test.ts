import { describe, expect, test } from 'vitest';
import { mediaRules, may, redact, viewFor, evolve, type ParticipantAction } from './index.ts';
import {
  accept,
  after,
  answered,
  associate,
  customer,
  everything,
  ids,
  inside,
  invite,
  joinedByTwo,
  request,
  requested,
  Story,
  system,
} from '../test/story.ts';

const refusal = (code: string) => expect.objectContaining({ ok: false, code });

describe('request', () => {
  test('opens an engagement that waits, with the customer present', () => {
    const { state } = requested();
    expect(state.phase).toBe('waiting');
    expect(state.participants).toMatchObject([
      { role: 'customer', state: 'present', camera: true, muted: false },
    ]);
  });

  test('repeated, changes nothing', () => expect(requested().do(request(), system)).toEqual([]));

  test('is the system’s alone', () =>
    expect(new Story().try(request(), customer)).toEqual(refusal('not-allowed')));

  test('starts without the camera where the scenario forbids it', () => {
    const { state } = requested({ scenario: { ...everything, allows: [] } });
    expect(state.participants[0]?.camera).toBe(false);
  });

  test('must come first', () =>
    expect(new Story().try({ type: 'mute' }, customer)).toEqual(refusal('engagement-not-found')));
});

describe('invitations', () => {
  test('an accepted answer begins the engagement and makes the associate lead', () => {
    const { state } = answered();
    expect(state).toMatchObject({ phase: 'active', answeredAt: after(2), leadId: ids.participant(1) });
    expect(state.participants[1]).toMatchObject({
      role: 'associate',
      associateId: ids.associate(1),
      camera: true,
    });
  });

  test('one answer per engagement: the others are withdrawn, and told that it is taken', () => {
    const story = requested();
    story.do(invite(1), system);
    story.do(invite(2), system);
    expect(story.do(accept(1), associate(1))).toEqual([
      'invitation-closed',
      'invitation-closed',
      'joined',
      'answered',
    ]);
    expect(story.try(accept(2), associate(2))).toEqual(refusal('engagement-taken'));
  });

  test('accepting twice is harmless', () => expect(answered().do(accept(1), associate(1))).toEqual([]));

  test('belong to the invited alone', () => {
    const story = requested();
    story.do(invite(1), system);
    const decline = { type: 'decline', invitationId: ids.invitation(1) } as const;
    expect(story.try(accept(1), associate(2))).toEqual(refusal('not-allowed'));
    expect(story.try(decline, associate(2))).toEqual(refusal('not-allowed'));
    expect(story.try(accept(1), customer)).toEqual(refusal('not-allowed'));
  });

  test('ring out at their time and not before', () => {
    const story = requested();
    story.do(invite(1), system);
    const expire = { type: 'expire', invitationId: ids.invitation(1) } as const;
    expect(story.try(expire, system, after(19))).toEqual(refusal('conflict'));
    expect(story.try(expire, associate(1), after(21))).toEqual(refusal('not-allowed'));
    expect(story.do(expire, system, after(20))).toEqual(['invitation-closed']);
    expect(story.do(expire, system, after(21))).toEqual([]);
    expect(story.try(accept(1), associate(1), after(21))).toEqual(refusal('invitation-over'));
  });

  test('accepted too late are over even before the clock has said so', () => {
    const story = requested();
    story.do(invite(1), system);
    expect(story.try(accept(1), associate(1), after(20))).toEqual(refusal('invitation-over'));
  });

  test('declined leave the engagement waiting', () => {
    const story = requested();
    story.do(invite(1), system);
    story.do({ type: 'decline', invitationId: ids.invitation(1) }, associate(1));
    expect(story.state).toMatchObject({ phase: 'waiting', invitations: [{ status: 'declined' }] });
    expect(story.try({ type: 'withdraw', invitationId: ids.invitation(1) }, system)).toEqual(
      refusal('invitation-over'),
    );
  });

  test('unknown ones are not found', () => {
    const story = requested();
    expect(story.try(accept(9), associate(9))).toEqual(refusal('invitation-not-found'));
    expect(story.try({ type: 'expire', invitationId: ids.invitation(9) }, system)).toEqual(
      refusal('invitation-not-found'),
    );
  });

  test('are sent by the system, once to a person, and fit the phase', () => {
    const story = requested();
    expect(story.try(invite(1), associate(1))).toEqual(refusal('not-allowed'));
    expect(story.try(invite(1, 'join'), system)).toEqual(refusal('engagement-not-active'));
    story.do(invite(1), system);
    expect(story.do(invite(1), system)).toEqual([]);
    const again = { ...invite(1), invitationId: ids.invitation(8) } as ReturnType<typeof invite>;
    expect(story.try(again, system)).toEqual(refusal('conflict'));
    story.do(accept(1), associate(1));
    expect(story.try(again, system)).toEqual(refusal('engagement-taken'));
    const joinAgain = { ...invite(1, 'join'), invitationId: ids.invitation(8) } as ReturnType<typeof invite>;
    expect(story.try(joinAgain, system)).toEqual(refusal('already-engaged'));
  });

  test('an audio engagement begins without the associate’s camera', () => {
    expect(answered({ channel: 'audio' }).state.participants[1]?.camera).toBe(false);
  });
});

describe('take', () => {
  const take = {
    type: 'take',
    invitationId: ids.invitation(3),
    participantId: ids.participant(3),
    camera: true,
  } as const;

  test('answers from the queue and withdraws whoever is being rung', () => {
    const story = requested();
    story.do(invite(1), system);
    expect(story.do(take, associate(3))).toEqual([
      'invited',
      'invitation-closed',
      'invitation-closed',
      'joined',
      'answered',
    ]);
    expect(story.try(accept(1), associate(1))).toEqual(refusal('engagement-taken'));
    expect(story.do(take, associate(3))).toEqual([]);
  });

  test('uses the invitation that rings', () => {
    const story = requested();
    story.do(invite(1), system);
    expect(story.do({ ...take, invitationId: ids.invitation(7) }, associate(1))).toEqual([
      'invitation-closed',
      'joined',
      'answered',
    ]);
  });

  test('comes too late once answered, and is for associates', () => {
    expect(answered().try(take, associate(3))).toEqual(refusal('engagement-taken'));
    expect(requested().try(take, customer)).toEqual(refusal('not-allowed'));
  });
});

describe('sharing a screen', () => {
  const silenced = ({ state }: Story, participantId = ids.participant(1)) =>
    mediaRules(state)
      .muted.filter((track) => track.participantId === participantId && track.source.startsWith('screen'))
      .map(({ source }) => source);

  test('lets the own screen and its sound through, and nobody else’s', () => {
    const story = answered();
    expect(silenced(story)).toEqual(['screen', 'screen-audio']);
    expect(story.do({ type: 'start-screen' }, inside(1))).toEqual(['screen-started']);
    expect(silenced(story)).toEqual([]);
    expect(silenced(story, ids.customer)).toEqual(['screen', 'screen-audio']);
    expect(story.state.participants[1]?.camera).toBe(true);
    story.do({ type: 'stop-screen' }, inside(1));
    expect(silenced(story)).toEqual(['screen', 'screen-audio']);
  });

  test('is each side’s own permission, and for a running engagement', () => {
    const allows = everything.allows.filter((permission) => permission !== 'associate.screen');
    const story = answered({ scenario: { ...everything, allows } });
    expect(story.try({ type: 'start-screen' }, inside(1))).toEqual(refusal('not-in-scenario'));
    expect(story.try({ type: 'start-screen' }, customer)).toMatchObject({ ok: true });
    expect(requested().try({ type: 'start-screen' }, customer)).toEqual(refusal('engagement-not-active'));
    expect(story.try({ type: 'start-screen' }, associate(1))).toEqual(refusal('not-a-participant'));
  });

  test('outlives a lost connection, as the capture in the browser does, and ends with leaving', () => {
    const story = joinedByTwo();
    const participantId = ids.participant(1);
    story.do({ type: 'start-screen' }, inside(1));
    story.do({ type: 'lose-connection', participantId }, system, after(10));
    story.do({ type: 'regain-connection', participantId }, system, after(12));
    expect(story.state.participants[1]).toMatchObject({ state: 'present', screen: true });
    story.do({ type: 'leave' }, inside(1), after(20));
    expect(story.state.participants[1]).toMatchObject({ state: 'left', screen: false });
  });
});

describe('mute, camera and pause are three things', () => {
  test('EN4 pausing silences everything and keeps what was muted or off', () => {
    const story = answered();
    story.do({ type: 'mute' }, inside(1));
    story.do({ type: 'stop-camera' }, customer);
    story.do({ type: 'pause' }, inside(1), after(10));
    expect(story.state.hold).toEqual({ byParticipantId: ids.participant(1), since: after(10) });
    expect(mediaRules(story.state).paused).toBe(true);
    story.do({ type: 'resume' }, inside(1), after(20));
    expect(story.state.hold).toBeUndefined();
    expect(mediaRules(story.state).muted).toEqual(
      expect.arrayContaining([
        { participantId: ids.participant(1), source: 'microphone' },
        { participantId: ids.customer, source: 'camera' },
      ]),
    );
  });

  test.each<[ParticipantAction, ParticipantAction]>([
    ['mute', 'unmute'],
    ['stop-camera', 'start-camera'],
    ['start-screen', 'stop-screen'],
    ['pause', 'resume'],
  ])('%s and %s undo each other, and saying it twice says nothing new', (one, other) => {
    const story = answered();
    expect(story.do({ type: one }, inside(1))).toHaveLength(1);
    expect(story.do({ type: one }, inside(1))).toEqual([]);
    expect(story.do({ type: other }, inside(1))).toHaveLength(1);
    expect(story.do({ type: other }, inside(1))).toEqual([]);
  });

  test('a customer resumes only their own pause; an associate any', () => {
    const story = answered();
    story.do({ type: 'pause' }, inside(1));
    expect(story.try({ type: 'resume' }, customer)).toEqual(refusal('not-paused-by-you'));
    expect(may(story.state, ids.customer, 'resume')).toBe(false);
    story.do({ type: 'resume' }, inside(1));
    story.do({ type: 'pause' }, customer);
    story.do({ type: 'resume' }, inside(1));
    story.do({ type: 'pause' }, customer);
    story.do({ type: 'resume' }, customer);
    expect(story.state.hold).toBeUndefined();
  });

  test('what the scenario does not allow is refused', () => {
    const bare = answered({ scenario: { ...everything, allows: [] } });
    for (const actor of [customer, inside(1)]) {
      expect(bare.try({ type: 'start-camera' }, actor)).toEqual(refusal('not-in-scenario'));
      expect(bare.try({ type: 'pause' }, actor)).toEqual(refusal('not-in-scenario'));
    }
  });

  test('nobody pauses what has not begun', () =>
    expect(requested().try({ type: 'pause' }, customer)).toEqual(refusal('engagement-not-active')));

  test('strangers do nothing', () => {
    expect(answered().try({ type: 'mute' }, inside(9))).toEqual(refusal('not-a-participant'));
    expect(answered().try({ type: 'mute' }, system)).toEqual(refusal('not-a-participant'));
  });
});

describe('exit and leave', () => {
  test('exit ends it for everyone, with a wrap-up for the associates', () => {
    const story = joinedByTwo();
    story.do({ type: 'pause' }, customer, after(8));
    story.do({ type: 'exit' }, inside(1), after(9));
    expect(story.state).toMatchObject({ phase: 'ended', endReason: 'associate-exited', endedAt: after(9) });
    expect(story.state.hold).toBeUndefined();
    expect(story.state.wrapUps.map((wrapUp) => wrapUp.until)).toEqual([after(69), after(69)]);
    expect(mediaRules(story.state).present).toEqual([]);
    expect(story.do({ type: 'exit' }, customer)).toEqual([]);
    expect(story.try({ type: 'mute' }, customer)).toEqual(refusal('engagement-ended'));
  });

  test('the customer’s end has its own reasons', () => {
    const waiting = requested();
    waiting.do(invite(1), system);
    expect(waiting.do({ type: 'exit' }, customer)).toEqual(['invitation-closed', 'ended']);
    expect(waiting.state.endReason).toBe('customer-cancelled');
    const active = answered();
    active.do({ type: 'exit' }, customer);
    expect(active.state.endReason).toBe('customer-ended');
  });

  test('leaving needs someone who stays, and passes the lead on', () => {
    expect(answered().try({ type: 'leave' }, inside(1))).toEqual(refusal('last-associate'));
    expect(answered().try({ type: 'leave' }, customer)).toEqual(refusal('not-allowed'));
    const story = joinedByTwo();
    expect(story.do({ type: 'leave' }, inside(1))).toEqual(['left', 'lead-passed', 'wrap-up-began']);
    expect(story.state).toMatchObject({ phase: 'active', leadId: ids.participant(2) });
    expect(story.try({ type: 'mute' }, inside(1))).toEqual(refusal('not-a-participant'));
  });

  test('someone whose connection is lost does not count as staying', () => {
    const story = joinedByTwo();
    story.do({ type: 'lose-connection', participantId: ids.participant(2) }, system);
    expect(story.try({ type: 'leave' }, inside(1))).toEqual(refusal('last-associate'));
  });

  test('a scenario without wrap-up makes none', () => {
    const story = answered({ scenario: { ...everything, wrapUpSeconds: 0 } });
    expect(story.do({ type: 'exit' }, inside(1))).toEqual(['ended']);
  });

  test('a wrap-up ends early by its associate, or by the clock', () => {
    const story = answered();
    story.do({ type: 'exit' }, inside(1));
    const finish = { type: 'finish-wrap-up', associateId: ids.associate(1) } as const;
    expect(story.try(finish, associate(2))).toEqual(refusal('not-allowed'));
    expect(story.do(finish, associate(1))).toEqual(['wrap-up-ended']);
    expect(story.do(finish, system)).toEqual([]);
    expect(story.state.phase).toBe('ended');
  });
});

describe('connections', () => {
  const lose = (story: Story, participantId = ids.customer) =>
    story.do({ type: 'lose-connection', participantId }, system, after(10));

  test('a lost one is waited for, and what was set stays set', () => {
    const story = answered();
    story.do({ type: 'mute' }, customer);
    lose(story);
    expect(story.state.participants[0]).toMatchObject({ state: 'away', awayUntil: after(40), muted: true });
    expect(lose(story)).toEqual([]);
    story.do({ type: 'regain-connection', participantId: ids.customer }, system, after(12));
    expect(story.state.participants[0]).toMatchObject({
      state: 'present',
      awayUntil: undefined,
      muted: true,
    });
  });

  test('the customer gone for good ends it, and so does the last associate', () => {
    const customerGone = answered();
    lose(customerGone);
    const giveUp = { type: 'give-up', participantId: ids.customer } as const;
    expect(customerGone.try(giveUp, system, after(39))).toEqual(refusal('conflict'));
    customerGone.do(giveUp, system, after(40));
    expect(customerGone.state.endReason).toBe('customer-lost');

    const associateGone = answered();
    lose(associateGone, ids.participant(1));
    associateGone.do({ type: 'give-up', participantId: ids.participant(1) }, system, after(40));
    expect(associateGone.state.endReason).toBe('associate-lost');
  });

  test('one of two associates gone for good leaves the other in the lead', () => {
    const story = joinedByTwo();
    lose(story, ids.participant(1));
    story.do({ type: 'give-up', participantId: ids.participant(1) }, system, after(40));
    expect(story.state).toMatchObject({ phase: 'active', leadId: ids.participant(2) });
    expect(story.do({ type: 'give-up', participantId: ids.participant(1) }, system, after(50))).toEqual([]);
  });

  test('are the system’s to tell', () => {
    const story = answered();
    for (const type of ['lose-connection', 'regain-connection', 'give-up'] as const)
      expect(story.try({ type, participantId: ids.customer }, customer)).toEqual(refusal('not-allowed'));
  });

  test('nobody comes back to what has ended or what they left', () => {
    const story = joinedByTwo();
    story.do({ type: 'leave' }, inside(2));
    const back = { type: 'regain-connection', participantId: ids.participant(2) } as const;
    expect(story.try(back, system)).toEqual(refusal('not-a-participant'));
    story.do({ type: 'exit' }, inside(1));
    expect(story.try(back, system)).toEqual(refusal('engagement-ended'));
  });
});

describe('waiting', () => {
  test('can be given up for lack of anyone, not once answered', () => {
    const story = requested();
    expect(story.try({ type: 'give-up-waiting' }, customer)).toEqual(refusal('not-allowed'));
    story.do({ type: 'give-up-waiting' }, system);
    expect(story.state.endReason).toBe('nobody-available');
    expect(story.do({ type: 'give-up-waiting' }, system)).toEqual([]);
    expect(answered().try({ type: 'give-up-waiting' }, system)).toEqual(refusal('engagement-taken'));
  });
});

describe('context', () => {
  const set = (...attributes: { key: string; value: string; verified?: boolean }[]) => ({
    type: 'set-context' as const,
    attributes: attributes.map((attribute) => ({ verified: false, ...attribute })),
  });

  test('keeps what is new and drops what is not', () => {
    const story = requested();
    expect(story.do(set({ key: 'page.url', value: 'https://shop.example/' }), customer)).toEqual([]);
    story.do(
      set({ key: 'page.url', value: 'https://shop.example/cart' }, { key: 'page.title', value: 'Cart' }),
      customer,
    );
    expect(story.state.context.map(({ value }) => value)).toEqual(['https://shop.example/cart', 'Cart']);
  });

  test('what runs is news whenever it is told, and says since when', () => {
    const story = requested({ context: [{ key: 'page.time', value: '0:03', verified: false }] });
    expect(story.state.context[0]?.at).toBe(story.state.requestedAt);
    const later = '2026-01-01T11:00:00.000Z';
    expect(story.do(set({ key: 'page.time', value: '0:03' }), customer, later)).toHaveLength(1);
    expect(story.state.context[0]?.at).toBe(later);
  });

  test('a page does not overwrite what a signed token said', () => {
    const story = requested({ context: [{ key: 'customer.name', value: 'Cleo', verified: true }] });
    expect(story.do(set({ key: 'customer.name', value: 'Mallory' }), customer)).toEqual([]);
    expect(story.do(set({ key: 'customer.name', value: 'Cleo B', verified: true }), customer)).toHaveLength(
      1,
    );
  });

  test('has a limit, and is the customer’s', () => {
    const many = Array.from({ length: 96 }, (_, n) => ({ key: `custom.a${n}`, value: 'x' }));
    expect(requested().try(set(...many), customer)).toEqual(refusal('bad-request'));
    const large = (n: number) => ({ key: `custom.a${n}`, value: 'x'.repeat(2_000) });
    const full = requested();
    for (let n = 0; n < 32; n += 1) full.do(set(large(n)), customer);
    expect(full.try(set(large(33)), customer)).toEqual(refusal('bad-request'));
    expect(full.do(set({ key: 'custom.a0', value: 'short' }), customer)).toHaveLength(1);
    const much = Array.from({ length: 40 }, (_, n) => ({ ...large(n), verified: false }));
    expect(() => requested({ context: much })).toThrow('bad-request');
    expect(answered().try(set({ key: 'a', value: 'x' }), inside(1))).toEqual(refusal('not-allowed'));
    const over = requested();
    over.do({ type: 'exit' }, customer);
    expect(over.try(set({ key: 'a', value: 'x' }), customer)).toEqual(refusal('engagement-ended'));
  });
});

describe('what each side may see', () => {
  test('a customer learns nothing of context, invitations and wrap-ups, and their own copy keeps up', () => {
    const story = joinedByTwo();
    story.do({ type: 'exit' }, inside(1));
    const reader = { role: 'customer', participantId: ids.customer } as const;
    const told = story.log.map((logged) => redact(logged, reader));
    expect(JSON.stringify(told)).not.toContain(ids.associate(1));
    expect(JSON.stringify(told)).not.toContain('shop.example');
    const copy = told.reduce(evolve, undefined as ReturnType<typeof evolve> | undefined);
    expect(copy).toEqual(viewFor(story.state, reader));
  });

  test('an associate sees everything', () => {
    const story = answered();
    const reader = { role: 'associate', associateId: ids.associate(1) } as const;
    expect(viewFor(story.state, reader)).toBe(story.state);
    expect(redact(story.log[0]!, reader)).toBe(story.log[0]);
  });
});

test('a broken log is a bug and says so', () => {
  const [first, second] = answered().log;
  expect(() => evolve(undefined, second!)).toThrow(/2 where 1/);
  expect(() => evolve(undefined, { ...second!, seq: 1 })).toThrow(/begins with/);
  const state = evolve(undefined, first!);
  expect(() => evolve(state, { ...first!, seq: 2 })).toThrow(/requested once/);
});
