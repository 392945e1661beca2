import { evolve } from '@parley/engagement';
import type { DrawnStroke, EngagementState, ParticipantId, Stroke, StrokeId } from '@parley/protocol';
import { beforeEach, expect, test, vi } from 'vitest';
import { at, ids, joined, logged, requested } from '../../test/memory-socket.ts';
import type { Outcome } from '../api.ts';
import { done } from '../outcome.ts';
import { InkWishes, type InkAsking } from './wishes.ts';

const self = ids.self;
const target = { kind: 'live', participantId: ids.customer, source: 'camera' } as const;
const stroke = (id: string): Stroke => ({
  id: id as StrokeId,
  target,
  tool: 'pen',
  color: 'red',
  width: 'thin',
  points: [1, 2, 3],
});
const drawn = (id: string, participantId: ParticipantId = self): DrawnStroke => ({
  ...stroke(id),
  participantId,
  at,
});
const draw = (id: string): InkAsking => ({
  type: 'ink.draw',
  engagementId: ids.engagement,
  stroke: stroke(id),
});
const erase = (...strokeIds: string[]): InkAsking => ({
  type: 'ink.erase',
  engagementId: ids.engagement,
  strokeIds: strokeIds as StrokeId[],
});

const empty: EngagementState = [
  logged(2, joined),
  logged(3, { type: 'answered', participantId: self }),
].reduce<EngagementState>((state, event) => evolve(state, event), evolve(undefined, logged(1, requested)));
const having = (...ink: DrawnStroke[]): EngagementState => ({ ...empty, ink });
const away: Outcome = { ok: false, problem: { code: 'draining' } };

/** What the server was asked, and how to answer it. */
let asked: { asking: InkAsking; answer: (outcome: Outcome) => void }[];
let wishes: InkWishes;
const shown = (state: EngagementState) => wishes.applied(state, self).map(({ id }) => id);

beforeEach(() => {
  asked = [];
  wishes = new InkWishes(
    (asking) => new Promise((answer) => asked.push({ asking, answer })),
    () => undefined,
  );
  wishes.applied(empty, self);
});

const settled = async (promise: Promise<Outcome>): Promise<boolean> =>
  (await Promise.race([promise, Promise.resolve('open')])) !== 'open';

test('a stroke is there before the server has answered, and once when the event has come', async () => {
  const outcome = wishes.add(draw('one'));
  expect(shown(empty)).toEqual(['one']);
  asked[0]?.answer(done);
  expect(await outcome).toEqual(done);
  // The answer may come before the event.
  expect(shown(empty)).toEqual(['one']);
  expect(shown(having(drawn('one')))).toEqual(['one']);
  // From now on it is the server's: when somebody clears it, it is gone.
  expect(shown(empty)).toEqual([]);
});

test('what is refused vanishes, with the reason', async () => {
  const outcome = wishes.add(draw('one'));
  asked[0]?.answer({ ok: false, problem: { code: 'ink-refused' } });
  expect(await outcome).toEqual({ ok: false, problem: { code: 'ink-refused' } });
  expect(shown(empty)).toEqual([]);
  wishes.sayAgain();
  expect(asked).toHaveLength(1);
});

test('what was not answered stays shown and is said again once after each reconnection', async () => {
  const outcome = wishes.add(draw('one'));
  asked[0]?.answer(away);
  expect(await settled(outcome)).toBe(false);
  await vi.waitFor(() => {
    wishes.sayAgain();
    expect(asked).toHaveLength(2);
  });
  expect(shown(empty)).toEqual(['one']);
  // It is on its way: nothing asks for it a third time.
  wishes.sayAgain();
  expect(asked).toHaveLength(2);
  asked[1]?.answer(done);
  expect(await outcome).toEqual(done);
  wishes.sayAgain();
  expect(asked).toHaveLength(2);
  expect(shown(having(drawn('one')))).toEqual(['one']);
});

test('an erasure never overtakes the stroke that has to be said again', async () => {
  void wishes.add(draw('one'));
  void wishes.add(erase('one'));
  asked[0]?.answer(away);
  await Promise.resolve();
  wishes.sayAgain();
  expect(asked.map(({ asking }) => asking.type)).toEqual(['ink.draw', 'ink.erase', 'ink.draw', 'ink.erase']);
  for (const { answer } of asked) answer(done);
  expect(shown(empty)).toEqual([]);
});

test('changes, erasures and clearing are shown at once; others’ strokes only where all is cleared', () => {
  const state = having(drawn('own'), drawn('other', ids.customer));
  const points = [9, 9, 9];
  const { engagementId } = draw('own');
  void wishes.add({ type: 'ink.change', engagementId, strokeId: 'own' as StrokeId, points });
  expect(wishes.applied(state, self)[0]?.points).toEqual(points);
  void wishes.add({ type: 'ink.clear', engagementId, target, whose: 'own' });
  expect(shown(state)).toEqual(['other']);
  void wishes.add({ type: 'ink.clear', engagementId, target, whose: 'all' });
  expect(shown(state)).toEqual([]);
});

test('a marker has the number that the server will give it', () => {
  void wishes.add({ ...draw('two'), stroke: { ...stroke('two'), tool: 'marker' } } as InkAsking);
  const before: DrawnStroke = { ...drawn('one', ids.customer), tool: 'marker', number: 4 };
  expect(wishes.applied(having(before), self)[1]).toMatchObject({ id: 'two', number: 5 });
});

test('with the engagement everything unanswered ends', async () => {
  const outcome = wishes.add(draw('one'));
  wishes.forget();
  expect(await outcome).toEqual({ ok: false, problem: { code: 'engagement-ended' } });
  expect(shown(empty)).toEqual([]);
});
