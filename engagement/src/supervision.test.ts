import { describe, expect, test } from 'vitest';
import type { Announcement, LoggedEvent } from '@parley/protocol';
import { mediaRules, redact, viewFor, type Reader } from './index.ts';
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
  supervise,
  supervisor,
  system,
  type Story,
} from '../test/story.ts';

const mary = supervisor(3);
const toCustomer: Reader = { role: 'customer', participantId: ids.customer };
const toAda: Reader = { role: 'associate', associateId: ids.associate(1) };
const toMary: Reader = { role: 'associate', associateId: ids.associate(3) };
const toAnotherSupervisor: Reader = {
  role: 'associate',
  associateId: ids.associate(2),
  isSupervisor: true,
};

const announcing = (announce: Announcement): Story =>
  answered({ scenario: { ...everything, supervision: { announce } } });
const stop = { type: 'stop-supervising' } as const;
const last = (story: Story): LoggedEvent => {
  const logged = story.log.at(-1);
  if (!logged) throw new Error('nothing happened');
  return logged;
};
const lastFor = (story: Story, reader: Reader) => redact(last(story), reader).event;
const seenBy = (story: Story, reader: Reader) =>
  viewFor(story.state, reader).supervisors.map(({ name, mode }) => ({ name, mode }));

describe('who may', () => {
  test.each([
    ['an associate', associate(2)],
    ['the associate of the call', associate(1)],
    ['the customer', customer],
    ['a participant', inside(1)],
    ['the server itself', system],
  ])('%s may not, and nothing changes', (_, actor) => {
    const story = answered();
    const before = story.state;
    for (const how of ['listen', 'whisper', 'barge', 'take-over'] as const)
      expect(story.try(supervise(3, how), actor)).toEqual({ ok: false, code: 'not-allowed' });
    expect(story.try(stop, actor)).toEqual({ ok: false, code: 'not-allowed' });
    expect(story.state).toBe(before);
  });

  test('there is nothing to listen to before the answer and after the end', () => {
    expect(requested().try(supervise(3, 'listen'), mary)).toMatchObject({ code: 'engagement-not-active' });
    const story = answered();
    story.do({ type: 'exit' }, inside(1));
    for (const how of ['listen', 'take-over'] as const)
      expect(story.try(supervise(3, how), mary)).toMatchObject({ code: 'engagement-ended' });
  });

  test('nobody supervises their own call', () => {
    const story = answered();
    expect(story.try(supervise(3, 'listen'), supervisor(1))).toMatchObject({ code: 'already-engaged' });
    expect(story.do(supervise(3, 'barge'), supervisor(1))).toEqual([]);
    expect(story.do(supervise(3, 'take-over'), supervisor(1))).toEqual([]);
  });

  test('whoever is being asked in answers that; and an id names one', () => {
    const story = answered();
    expect(story.try(supervise(1, 'listen'), mary)).toMatchObject({ code: 'conflict' });
    story.do(invite(3, 'join'), system);
    expect(story.try(supervise(4, 'listen'), mary)).toMatchObject({ code: 'conflict' });
  });

  test('who listens is not asked in', () => {
    const story = answered();
    story.do(supervise(3, 'listen'), mary);
    expect(story.try(invite(3, 'join'), system)).toMatchObject({ code: 'already-engaged' });
  });
});

describe('listening and whispering', () => {
  test('twice is once, and the mode changes while in', () => {
    const story = answered();
    expect(story.do(supervise(3, 'listen'), mary, after(5))).toEqual(['supervision-began']);
    expect(story.do(supervise(4, 'listen'), mary, after(6))).toEqual([]);
    expect(story.do(supervise(4, 'whisper'), mary, after(7))).toEqual(['supervision-began']);
    expect(story.state.supervisors).toEqual([
      {
        id: ids.participant(3),
        associateId: ids.associate(3),
        name: 'Associate 3',
        mode: 'whisper',
        announce: 'associates',
        since: after(7),
      },
    ]);
    expect(story.do(stop, mary)).toEqual(['supervision-ended']);
    expect(story.do(stop, mary)).toEqual([]);
    expect(story.state.supervisors).toEqual([]);
  });

  test('a listener hears everybody and reaches nobody; a whisperer reaches the associates; neither is recorded', () => {
    const story = joinedByTwo();
    story.do(supervise(3, 'listen'), mary);
    const listener = ids.participant(3);
    expect(mediaRules(story.state)).toMatchObject({ confined: [{ participantId: listener, to: [] }] });
    expect(mediaRules(story.state).present).toContain(listener);
    expect(mediaRules(story.state).muted).toContainEqual({ participantId: listener, source: 'microphone' });
    story.do(supervise(3, 'whisper'), mary);
    const rules = mediaRules(story.state);
    expect(rules.confined).toEqual([
      { participantId: listener, to: [ids.participant(1), ids.participant(2)] },
    ]);
    expect(rules.muted).not.toContainEqual({ participantId: listener, source: 'microphone' });
    expect(rules.muted).toContainEqual({ participantId: listener, source: 'camera' });
  });

  test('may do nothing else in the call', () => {
    const story = answered();
    story.do(supervise(3, 'whisper'), mary);
    for (const type of ['exit', 'leave', 'pause', 'mute', 'start-camera', 'start-recording'] as const)
      expect(story.try({ type }, inside(3))).toMatchObject({ code: 'not-a-participant' });
  });

  test('is over with the connection, without anyone waiting for it', () => {
    const story = answered();
    story.do(supervise(3, 'listen'), mary);
    const lost = { type: 'lose-connection', participantId: ids.participant(3) } as const;
    expect(story.do(lost, system)).toEqual(['supervision-ended']);
    expect(story.do(lost, system)).toEqual([]);
  });

  test('ends with the call, and leaves nothing to write up', () => {
    const story = answered();
    story.do(supervise(3, 'listen'), mary);
    expect(story.do({ type: 'exit' }, inside(1))).toEqual(['supervision-ended', 'ended', 'wrap-up-began']);
    expect(story.state.supervisors).toEqual([]);
    expect(story.state.wrapUps.map(({ associateId }) => associateId)).toEqual([ids.associate(1)]);
  });
});

describe('no company', () => {
  test('the last associate can not leave the customer to somebody who listens', () => {
    const story = answered();
    story.do(supervise(3, 'whisper'), mary);
    expect(story.try({ type: 'leave' }, inside(1))).toMatchObject({ code: 'last-associate' });
  });

  test('when the last associate is lost the call ends, whoever listens', () => {
    const story = answered();
    story.do(supervise(3, 'listen'), mary);
    story.do({ type: 'lose-connection', participantId: ids.participant(1) }, system);
    expect(story.do({ type: 'give-up', participantId: ids.participant(1) }, system, after(31))).toEqual([
      'supervision-ended',
      'ended',
      'wrap-up-began',
    ]);
  });

  test('the lead never passes to a listener', () => {
    const story = joinedByTwo();
    story.do(supervise(3, 'listen'), mary);
    story.do({ type: 'leave' }, inside(1));
    expect(story.state.leadId).toBe(ids.participant(2));
  });
});

describe('taking part', () => {
  test('barging in is joining, under the same id, with the camera off', () => {
    const story = answered();
    story.do(supervise(3, 'whisper'), mary);
    expect(story.do(supervise(4, 'barge'), mary, after(9))).toEqual(['joined']);
    expect(story.do(supervise(4, 'barge'), mary, after(9))).toEqual([]);
    expect(story.state.supervisors).toEqual([]);
    expect(story.state.participants.at(-1)).toMatchObject({
      id: ids.participant(3),
      role: 'associate',
      camera: false,
      muted: false,
      joinedAt: after(9),
    });
    expect(mediaRules(story.state).confined).toEqual([]);
    expect(story.state.leadId).toBe(ids.participant(1));
    // From here on they stay with the customer like anyone.
    expect(story.do({ type: 'leave' }, inside(1))).toContain('lead-passed');
    expect(story.state.leadId).toBe(ids.participant(3));
  });

  test('taking over: the lead passes, and who had it goes to writing up', () => {
    const story = answered();
    expect(story.do(supervise(3, 'take-over'), mary, after(9))).toEqual([
      'joined',
      'lead-passed',
      'left',
      'wrap-up-began',
    ]);
    expect(story.state).toMatchObject({
      phase: 'active',
      leadId: ids.participant(3),
      wrapUps: [{ associateId: ids.associate(1) }],
    });
    expect(story.do(supervise(3, 'take-over'), mary)).toEqual([]);
  });

  test('after barging in too; a third associate stays', () => {
    const story = joinedByTwo();
    story.do(supervise(3, 'barge'), mary);
    expect(story.do(supervise(3, 'take-over'), mary)).toEqual(['lead-passed', 'left', 'wrap-up-began']);
    const here = story.state.participants.filter(({ state }) => state !== 'left').map(({ id }) => id);
    expect(here).toEqual([ids.customer, ids.participant(2), ids.participant(3)]);
  });

  test('a full call takes in nobody more, but somebody else in the place of who leads', () => {
    const story = answered();
    for (let n = 2; n <= 11; n += 1) {
      story.do(invite(n, 'join'), system, after(5));
      story.do(accept(n), associate(n), after(6));
    }
    story.do(supervise(20, 'listen'), supervisor(20));
    expect(story.try(supervise(20, 'barge'), supervisor(20))).toMatchObject({ code: 'engagement-full' });
    expect(story.do(supervise(20, 'take-over'), supervisor(20))).toContain('left');
  });

  test('ends the transfer of whoever is sent away', () => {
    const story = answered();
    const to = { teamId: ids.team, name: 'Loans' };
    story.do({ type: 'transfer', to, warm: true, isFree: true }, inside(1));
    expect(story.do(supervise(3, 'take-over'), mary)).toContain('transfer-ended');
    expect(story.state.transfer).toBeUndefined();
  });
});

describe('who is told', () => {
  test('as a rule the associates, and not the customer', () => {
    const story = answered();
    story.do(supervise(3, 'listen'), mary);
    expect(lastFor(story, toCustomer)).toEqual({ type: 'withheld' });
    expect(lastFor(story, toAda)).toMatchObject({ supervisor: { name: 'Associate 3', mode: 'listen' } });
    expect(seenBy(story, toCustomer)).toEqual([]);
    expect(seenBy(story, toAda)).toEqual([{ name: 'Associate 3', mode: 'listen' }]);
    expect(viewFor(story.state, toCustomer).scenario.supervision).toBeUndefined();
  });

  test('everyone, where the scenario says so: customers by name alone', () => {
    const story = announcing('everyone');
    story.do(supervise(3, 'listen'), mary);
    expect(lastFor(story, toCustomer)).toMatchObject({ supervisor: { name: 'Associate 3' } });
    expect(JSON.stringify(lastFor(story, toCustomer))).not.toContain(ids.associate(3));
    expect(JSON.stringify(viewFor(story.state, toCustomer).supervisors)).not.toContain(ids.associate(3));
  });

  test('nobody but the supervisors themselves; until they whisper', () => {
    const story = announcing('nobody');
    story.do(supervise(3, 'listen'), mary);
    expect(lastFor(story, toAda)).toEqual({ type: 'withheld' });
    for (const reader of [toMary, toAnotherSupervisor])
      expect(lastFor(story, reader)).toMatchObject({ type: 'supervision-began' });
    expect([seenBy(story, toAda), seenBy(story, toMary)]).toEqual([
      [],
      [{ name: 'Associate 3', mode: 'listen' }],
    ]);
    story.do(supervise(3, 'whisper'), mary);
    expect(lastFor(story, toAda)).toMatchObject({ type: 'supervision-began' });
    expect(lastFor(story, toCustomer)).toEqual({ type: 'withheld' });
    story.do(supervise(3, 'listen'), mary);
    expect(lastFor(story, toAda)).toMatchObject({ type: 'supervision-ended' });
    story.do(stop, mary);
    expect(lastFor(story, toAda)).toEqual({ type: 'withheld' });
  });

  test('that somebody came in as a supervisor, or was sent away, is no business of the customer', () => {
    const story = answered();
    story.do(supervise(3, 'take-over'), mary);
    const forCustomer = story.log.map((logged) => redact(logged, toCustomer).event);
    expect(forCustomer).toContainEqual(expect.objectContaining({ type: 'left', reason: 'left' }));
    expect(JSON.stringify(forCustomer)).not.toContain('take-over');
    expect(story.log.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: 'joined', entrance: 'take-over' }),
    );
  });
});
