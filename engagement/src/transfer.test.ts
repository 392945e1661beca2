import { describe, expect, test } from 'vitest';
import { mediaRules, may, redact, viewFor, type Command } from './index.ts';
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
  requested,
  type Story,
  system,
} from '../test/story.ts';

const refusal = (code: string) => expect.objectContaining({ ok: false, code });
const asked = (n: number) => ({
  invitationId: ids.invitation(n),
  associateId: ids.associate(n),
  associateName: `Associate ${n}`,
  participantId: ids.participant(n),
});
const add = (n: number, note?: string): Command => ({ type: 'add', ...asked(n), isFree: true, note });
const transfer = (n: number, warm = false): Command => ({
  type: 'transfer',
  to: asked(n),
  warm,
  isFree: true,
  note: 'Wants a loan',
});
const toTeam = (warm = false): Command => ({
  type: 'transfer',
  to: { teamId: ids.team, name: 'Loans' },
  warm,
  isFree: true,
});
const ring = (n: number): Command => ({ ...invite(n), purpose: 'transfer', teamId: ids.team }) as Command;
const own = (type: 'join-transfer' | 'cancel-transfer' | 'leave') => ({ type }) as const;
const ofInvitation = (type: 'decline' | 'expire' | 'withdraw', n: number) =>
  ({ type, invitationId: ids.invitation(n) }) as const;

/** Associate 1 speaks with 2, and the customer is on hold. */
function consulting(): Story {
  const story = answered();
  story.do(transfer(2, true), inside(1), after(10));
  story.do(accept(2), associate(2), after(12));
  return story;
}

const namesHere = ({ state }: Story) =>
  state.participants.filter((one) => one.state !== 'left').map(({ id }) => id);

describe('an associate is added', () => {
  test('IN1 a colleague has 30 seconds to answer, and gets the note', () => {
    const story = answered();
    expect(story.do(add(2, 'Knows loans'), inside(1), after(10))).toEqual(['invited']);
    expect(story.state.invitations[1]).toMatchObject({
      purpose: 'join',
      byParticipantId: ids.participant(1),
      note: 'Knows loans',
      expiresAt: after(40),
      status: 'pending',
    });
    expect(story.try(ofInvitation('expire', 2), system, after(39))).toEqual(refusal('conflict'));
    expect(story.try(accept(2), associate(2), after(40))).toEqual(refusal('invitation-over'));
    expect(story.do(ofInvitation('expire', 2), system, after(40))).toEqual(['invitation-closed']);
  });

  test('and is in it, with nobody else’s part changed', () => {
    const story = answered();
    story.do(add(2), inside(1));
    const before = story.state;
    expect(story.do(accept(2), associate(2), after(3))).toEqual(['invitation-closed', 'joined']);
    expect(story.state.leadId).toBe(before.leadId);
    expect(story.state.participants.slice(0, 2)).toEqual(before.participants);
    expect(namesHere(story)).toEqual([ids.customer, ids.participant(1), ids.participant(2)]);
  });

  test('asked twice at once is asked once', () => {
    const story = answered();
    story.do(add(2), inside(1));
    expect(story.do(add(2), inside(1))).toEqual([]);
    expect(story.do({ ...add(2), invitationId: ids.invitation(9) } as Command, inside(1))).toEqual([]);
  });

  test('may be declined, and asked again', () => {
    const story = answered();
    story.do(add(2), inside(1));
    story.do(ofInvitation('decline', 2), associate(2));
    expect(story.state.invitations[1]?.status).toBe('declined');
    const again = { ...asked(2), invitationId: ids.invitation(3), participantId: ids.participant(3) };
    expect(story.do({ type: 'add', isFree: true, ...again }, inside(1))).toEqual(['invited']);
  });

  test('IN2 an invitation is withdrawn by whoever sent it, and by nobody else in it', () => {
    const story = joinedByTwo();
    story.do(add(3), inside(1), after(10));
    for (const actor of [inside(2), customer, associate(1), associate(3), inside(9)])
      expect(story.try(ofInvitation('withdraw', 3), actor, after(11))).toEqual(refusal('not-allowed'));
    expect(story.do(ofInvitation('withdraw', 3), inside(1), after(11))).toEqual(['invitation-closed']);
    expect(story.do(ofInvitation('withdraw', 3), inside(1), after(12))).toEqual([]);
    expect(story.try(accept(3), associate(3), after(12))).toEqual(refusal('invitation-over'));
    expect(story.state.invitations[2]).not.toHaveProperty('because');
  });

  test('whose desk closes is no longer asked, and that is said', () => {
    const story = answered();
    story.do(add(2), inside(1));
    story.do(ofInvitation('withdraw', 2), system);
    expect(story.state.invitations[1]).toMatchObject({ status: 'withdrawn', because: 'unavailable' });
  });

  test('leaves without ending it; the last one can’t', () => {
    const story = answered();
    story.do(add(2), inside(1));
    story.do(accept(2), associate(2), after(3));
    expect(may(story.state, ids.participant(2), 'leave')).toBe(true);
    expect(story.do(own('leave'), inside(2), after(4))).toEqual(['left', 'wrap-up-began']);
    expect(story.state.phase).toBe('active');
    expect(story.try(own('leave'), inside(1), after(5))).toEqual(refusal('last-associate'));
  });
});

describe('a cold transfer', () => {
  test('TR1 the sender stays until another has accepted, and leaves in the same moment', () => {
    const story = answered();
    expect(story.do(transfer(2), inside(1), after(10))).toEqual(['transfer-began', 'invited']);
    expect(story.state.transfer).toMatchObject({
      phase: 'asking',
      until: after(40),
      to: { name: 'Associate 2' },
    });
    expect(namesHere(story)).toEqual([ids.customer, ids.participant(1)]);
    expect(story.do(accept(2), associate(2), after(12))).toEqual([
      'invitation-closed',
      'joined',
      'transfer-ended',
      'left',
      'lead-passed',
      'wrap-up-began',
    ]);
    expect(namesHere(story)).toEqual([ids.customer, ids.participant(2)]);
    expect(story.state).toMatchObject({
      phase: 'active',
      leadId: ids.participant(2),
      lastTransfer: { outcome: 'completed', name: 'Associate 2' },
    });
    expect(story.state).not.toHaveProperty('transfer');
  });

  test('TR7 leaves the customer’s own state as it was', () => {
    const story = answered();
    story.do({ type: 'mute' }, customer);
    story.do({ type: 'start-screen' }, customer);
    const before = story.state.participants[0];
    story.do(transfer(2), inside(1));
    story.do(accept(2), associate(2), after(3));
    expect(story.state.participants[0]).toEqual(before);
  });

  test.each([
    ['declined', ofInvitation('decline', 2), associate(2), 'declined'],
    ['expired', ofInvitation('expire', 2), system, 'expired'],
    ['unavailable', ofInvitation('withdraw', 2), system, 'unavailable'],
    ['withdrawn', ofInvitation('withdraw', 2), inside(1), 'withdrawn'],
    ['withdrawn', own('cancel-transfer'), inside(1), 'withdrawn'],
  ] as const)('TR2 that is %s goes back to the sender with the reason', (_, command, actor, outcome) => {
    const story = answered();
    story.do(transfer(2), inside(1));
    expect(story.do(command, actor, after(31))).toEqual(['invitation-closed', 'transfer-ended']);
    expect(story.state.lastTransfer).toMatchObject({ outcome, byParticipantId: ids.participant(1) });
    expect(story.state.leadId).toBe(ids.participant(1));
    expect(story.state).not.toHaveProperty('transfer');
    expect(story.try(accept(2), associate(2), after(32))).toEqual(refusal('invitation-over'));
  });

  test('is one at a time; asked for twice it is one', () => {
    const story = answered();
    story.do(transfer(2), inside(1));
    expect(story.do(transfer(2), inside(1))).toEqual([]);
    expect(story.try(transfer(3), inside(1))).toEqual(refusal('conflict'));
    expect(story.try(toTeam(), inside(1))).toEqual(refusal('conflict'));
  });

  test('ends with its sender, when another associate stays', () => {
    const story = joinedByTwo();
    story.do(transfer(3), inside(1), after(10));
    expect(story.do(own('leave'), inside(1), after(11))).toEqual([
      'invitation-closed',
      'transfer-ended',
      'left',
      'lead-passed',
      'wrap-up-began',
    ]);
    expect(story.state.leadId).toBe(ids.participant(2));
  });

  test('goes with the engagement', () => {
    const story = answered();
    story.do(transfer(2), inside(1));
    story.do({ type: 'exit' }, customer);
    expect(story.state).not.toHaveProperty('transfer');
    expect(story.state.invitations[1]?.status).toBe('withdrawn');
  });
});

describe('a warm transfer', () => {
  test('TR3 while the associates consult, nothing passes between them and the customer', () => {
    const story = consulting();
    expect(story.state.transfer?.phase).toBe('consulting');
    const { paused, muted, blocked, present } = mediaRules(story.state);
    expect(paused).toBe(false);
    expect(present).toHaveLength(3);
    expect(muted.map(({ source }) => source)).not.toContain('microphone');
    const passes = (to: string, from: string) =>
      !blocked.some(({ subscriberId, track }) => subscriberId === to && track.participantId === from);
    const [one, two] = [ids.participant(1), ids.participant(2)];
    expect([passes(one, two), passes(two, one)]).toEqual([true, true]);
    for (const id of [one, two])
      expect([passes(ids.customer, id), passes(id, ids.customer)]).toEqual([false, false]);
    expect(blocked).toHaveLength(4 * 4);
  });

  test('TR4 what they say is not recorded, and the recording goes on afterwards', () => {
    const recording = { consent: 'none', start: 'on-answer', keepDays: 1 } as const;
    const story = answered({ scenario: { ...everything, recording } });
    expect(mediaRules(story.state).recorded).toBe(true);
    story.do(transfer(2, true), inside(1));
    story.do(accept(2), associate(2), after(3));
    expect(mediaRules(story.state).recorded).toBe(false);
    story.do(own('join-transfer'), inside(1), after(4));
    expect(mediaRules(story.state).recorded).toBe(true);
  });

  test('TR5 then all three go on, and the sender completes it by leaving', () => {
    const story = consulting();
    expect(story.do(own('join-transfer'), inside(1), after(20))).toEqual(['transfer-joined']);
    expect(story.do(own('join-transfer'), inside(1), after(20))).toEqual([]);
    expect(mediaRules(story.state).blocked).toEqual([]);
    expect(story.state.leadId).toBe(ids.participant(1));
    expect(story.do(own('leave'), inside(1), after(30))).toEqual([
      'transfer-ended',
      'left',
      'lead-passed',
      'wrap-up-began',
    ]);
    expect(story.state).toMatchObject({
      leadId: ids.participant(2),
      lastTransfer: { outcome: 'completed' },
    });
  });

  test('may be completed while they consult; the customer is heard again at once', () => {
    const story = consulting();
    story.do(own('leave'), inside(1), after(20));
    expect(mediaRules(story.state).blocked).toEqual([]);
    expect(namesHere(story)).toEqual([ids.customer, ids.participant(2)]);
  });

  test('the receiver may bring the customer in too; a third associate and the customer may not', () => {
    const story = joinedByTwo();
    story.do(transfer(3, true), inside(1), after(10));
    for (const actor of [inside(1), inside(2), customer])
      expect(story.try(own('join-transfer'), actor, after(11)).ok).toBe(false);
    story.do(accept(3), associate(3), after(12));
    for (const actor of [inside(2), customer])
      expect(story.try(own('join-transfer'), actor, after(13))).toEqual(refusal('not-allowed'));
    expect(story.do(own('join-transfer'), inside(3), after(13))).toEqual(['transfer-joined']);
    story.do(own('leave'), inside(1), after(14));
    expect(story.state.leadId).toBe(ids.participant(3));
  });

  test('called off while they consult: the receiver goes and the customer is back', () => {
    const story = consulting();
    expect(story.try(own('cancel-transfer'), inside(2), after(20))).toEqual(refusal('not-allowed'));
    expect(story.do(own('cancel-transfer'), inside(1), after(20))).toEqual([
      'transfer-ended',
      'left',
      'wrap-up-began',
    ]);
    expect(namesHere(story)).toEqual([ids.customer, ids.participant(1)]);
    expect(mediaRules(story.state).blocked).toEqual([]);
    expect(story.do(own('cancel-transfer'), inside(1), after(20))).toEqual([]);
  });

  test('a receiver who goes again gives it back', () => {
    const story = consulting();
    story.do(own('leave'), inside(2), after(20));
    expect(story.state).toMatchObject({
      leadId: ids.participant(1),
      lastTransfer: { outcome: 'left' },
    });
    expect(mediaRules(story.state).blocked).toEqual([]);
  });

  test('nobody consults with a sender whose connection is lost', () => {
    const story = answered();
    story.do(transfer(2, true), inside(1), after(10));
    story.do({ type: 'lose-connection', participantId: ids.participant(1) }, system, after(11));
    story.do(accept(2), associate(2), after(12));
    expect(story.state.transfer?.phase).toBe('together');
    expect(mediaRules(story.state).blocked).toEqual([]);
    story.do({ type: 'give-up', participantId: ids.participant(1) }, system, after(60));
    expect(story.state.leadId).toBe(ids.participant(2));
  });

  test('together it can’t be called off any more', () => {
    const story = consulting();
    story.do(own('join-transfer'), inside(1));
    expect(story.try(own('cancel-transfer'), inside(1))).toEqual(refusal('invitation-over'));
  });
});

describe('a transfer to a team', () => {
  const queued = (warm = false) => {
    const story = answered();
    story.do(toTeam(warm), inside(1), after(10));
    return story;
  };

  test('TR6 rings one of the team after the other, and goes back after two minutes', () => {
    const story = queued();
    expect(story.state.transfer).toMatchObject({
      to: { teamId: ids.team, name: 'Loans' },
      until: after(130),
    });
    story.do(ring(2), system, after(10));
    expect(story.try(ring(3), system, after(11))).toEqual(refusal('conflict'));
    expect(story.do(ofInvitation('decline', 2), associate(2), after(12))).toEqual(['invitation-closed']);
    story.do(ring(3), system, after(120));
    expect(story.state.invitations[2]?.expiresAt).toBe(after(130));
    const giveUp = { type: 'give-up-transfer' } as const;
    expect(story.try(giveUp, system, after(129))).toEqual(refusal('conflict'));
    expect(story.try(giveUp, inside(1), after(130))).toEqual(refusal('not-allowed'));
    expect(story.do(giveUp, system, after(130))).toEqual(['invitation-closed', 'transfer-ended']);
    expect(story.state.lastTransfer).toMatchObject({ outcome: 'nobody', name: 'Loans' });
    expect(story.do(giveUp, system, after(131))).toEqual([]);
  });

  test('is taken over by the one who accepts', () => {
    const story = queued();
    story.do(ring(2), system, after(11));
    story.do(accept(2), associate(2), after(13));
    expect(namesHere(story)).toEqual([ids.customer, ids.participant(2)]);
  });

  test('may be taken from the queue, whoever is being rung', () => {
    const story = queued(true);
    story.do(add(3), inside(1), after(11));
    story.do(ring(2), system, after(11));
    const take = {
      type: 'take',
      camera: true,
      invitationId: ids.invitation(4),
      participantId: ids.participant(4),
    } as const;
    expect(story.do(take, associate(3), after(12))).toEqual([
      'invited',
      'invitation-closed',
      'invitation-closed',
      'invitation-closed',
      'joined',
      'transfer-accepted',
    ]);
    expect(story.state.transfer).toMatchObject({ phase: 'consulting', toParticipantId: ids.participant(4) });
    expect(story.try({ ...take, invitationId: ids.invitation(5) }, associate(4), after(13))).toEqual(
      refusal('engagement-taken'),
    );
  });

  test('its invitations are the queue’s to withdraw; the sender calls the whole off', () => {
    const story = queued();
    story.do(ring(2), system, after(11));
    expect(story.try(ofInvitation('withdraw', 2), inside(1), after(12))).toEqual(refusal('not-allowed'));
    expect(story.do(own('cancel-transfer'), inside(1), after(12))).toEqual([
      'invitation-closed',
      'transfer-ended',
    ]);
    expect(story.try(ring(3), system, after(13))).toEqual(refusal('conflict'));
  });
});

describe('IN3 who may ask colleagues', () => {
  const bare = { ...everything, allows: [] };
  const commands = [
    ['add', add(2)],
    ['transfer', transfer(2)],
    ['transfer to a team', toTeam()],
  ] as const;

  test.each(commands)('%s: an associate who is in it, while it runs', (_, command) => {
    const story = answered();
    for (const actor of [customer, inside(9), associate(1), system])
      expect(story.try(command, actor).ok).toBe(false);
    expect(story.try(command, customer)).toEqual(refusal('not-allowed'));
    expect(requested().try(command, customer)).toEqual(refusal('engagement-not-active'));
    expect(answered({ scenario: bare }).try(command, inside(1))).toEqual(refusal('not-in-scenario'));
    const ended = answered();
    ended.do({ type: 'exit' }, inside(1));
    expect(ended.try(command, inside(1))).toEqual(refusal('engagement-ended'));
    const left = joinedByTwo();
    left.do(own('leave'), inside(1), after(7));
    expect(left.try(command, inside(1), after(8))).toEqual(refusal('not-a-participant'));
    expect(left.state.transfer).toBeUndefined();
  });

  test.each(commands)(
    'IN4 %s: refused when nobody there can answer; told first what is wrong with it',
    (_, command) => {
      const busy = { ...command, isFree: false } as Command;
      const story = answered();
      expect(story.try(busy, inside(1))).toEqual(refusal('associate-unavailable'));
      expect(story.try(busy, customer)).toEqual(refusal('not-allowed'));
      story.do(command, inside(1));
      expect(story.do(busy, inside(1))).toEqual([]);
    },
  );

  test('nobody is asked who is in it, is being asked, or is oneself', () => {
    const story = joinedByTwo();
    story.do(add(3), inside(1));
    expect(story.try(add(1), inside(1))).toEqual(refusal('already-engaged'));
    expect(story.try(transfer(2), inside(1))).toEqual(refusal('already-engaged'));
    expect(story.try(transfer(3), inside(1))).toEqual(refusal('conflict'));
    expect(story.try(add(3), inside(2))).toEqual(refusal('conflict'));
  });
});

test('EV4 a customer learns who comes, and neither note nor account', () => {
  const story = answered();
  story.do(transfer(2), inside(1));
  const reader = { role: 'customer', participantId: ids.customer } as const;
  const view = viewFor(story.state, reader);
  expect(view.transfer?.to).toEqual({ name: 'Associate 2' });
  const told = JSON.stringify([view, story.log.map((logged) => redact(logged, reader))]);
  expect(told).not.toContain('Wants a loan');
  expect(told).not.toContain(ids.associate(2));
});

test('EV4 a customer does not learn whether a colleague declined', () => {
  const story = answered();
  story.do(transfer(2), inside(1));
  story.do(ofInvitation('decline', 2), associate(2));
  const reader = { role: 'customer', participantId: ids.customer } as const;
  const told = [viewFor(story.state, reader), story.log.map((logged) => redact(logged, reader))];
  expect(JSON.stringify(told)).not.toContain('declined');
});
