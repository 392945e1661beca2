import type { EngagementState, LoggedEvent } from '@parley/protocol';
import { expect, test } from 'vitest';
import { currentMoment, holdsOf, momentsOf, placeOf } from './moments.ts';
import { nextSpeed, playerAction } from './player-keys.ts';

const start = Date.parse('2026-03-01T10:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1_000).toISOString();
const extent = { startedAt: at(10), durationMs: 60_000 };
const engagement = { participants: [], invitations: [] } as unknown as EngagementState;

const log = (...events: readonly (readonly [number, string])[]): LoggedEvent[] =>
  events.map(([seconds, type], index) => ({
    engagementId: 'e' as LoggedEvent['engagementId'],
    seq: index + 1,
    at: at(seconds),
    event: { type, participantId: 'p', reason: 'associate-exited' } as unknown as LoggedEvent['event'],
  }));

test('a moment has its place in the recording, and none outside it', () => {
  expect(placeOf(at(25), extent)).toBe(15);
  expect(placeOf(at(8), extent)).toBe(0);
  expect(placeOf(at(1), extent)).toBeUndefined();
  expect(placeOf(at(71), extent)).toBe(60);
  expect(placeOf(at(80), extent)).toBeUndefined();
});

test('only what lies within becomes a moment', () => {
  const moments = momentsOf(
    engagement,
    log([0, 'requested'], [9, 'answered'], [30, 'paused'], [70, 'ended']),
    extent,
  );
  expect(moments.map(({ seq, at: place, kind }) => [seq, place, kind])).toEqual([
    [2, 0, 'turn'],
    [3, 20, 'hold'],
    [4, 60, 'turn'],
  ]);
  expect(currentMoment(moments, 0)?.seq).toBe(2);
  expect(currentMoment(moments, 19.9)?.seq).toBe(2);
  expect(currentMoment(moments, 20)?.seq).toBe(3);
  expect(currentMoment([], 5)).toBeUndefined();
});

test('ink, stills and screens are marked where they began', () => {
  const events = log([20, 'screen-started'], [25, 'stroke-drawn'], [26, 'stroke-drawn'], [30, 'frozen']);
  expect(
    momentsOf({ ...engagement, stills: [] }, events, extent).map(({ at: place, kind }) => [place, kind]),
  ).toEqual([
    [10, 'picture'],
    [15, 'ink'],
    [20, 'still'],
  ]);
});

test('messages and transfers are marked, each in its way', () => {
  const [first] = log([25, 'message-sent']);
  const written = { ...first!.event, message: { text: 'Hello' } } as LoggedEvent['event'];
  const [, second] = log([20, 'requested'], [30, 'transfer-ended']);
  expect(
    momentsOf(engagement, [{ ...first!, event: written }, second!], extent).map(({ kind }) => kind),
  ).toEqual(['message', 'people']);
});

test('holds end when the engagement resumes or ends, and are cut to the recording', () => {
  const events = log(
    [5, 'paused'],
    [15, 'resumed'],
    [20, 'paused'],
    [22, 'resumed'],
    [65, 'paused'],
    [90, 'ended'],
  );
  expect(holdsOf(events, extent)).toEqual([
    { from: 0, to: 5 },
    { from: 10, to: 12 },
    { from: 55, to: 60 },
  ]);
});

const press = (key: string, held = {}) => ({ key, ctrlKey: false, altKey: false, metaKey: false, ...held });

test.each([
  [press(' '), { type: 'toggle' }],
  [press('K'), { type: 'toggle' }],
  [press('ArrowLeft'), { type: 'skip', by: -5 }],
  [press('l'), { type: 'skip', by: 10 }],
  [press('7'), { type: 'jump', toShare: 0.7 }],
  [press('End'), { type: 'jump', toShare: 1 }],
  [press('x'), undefined],
  [press('f', { ctrlKey: true }), undefined],
  [press('1', { metaKey: true }), undefined],
])('%j does %j', (pressed, action) => {
  expect(playerAction(pressed)).toEqual(action);
});

test('speeds go step by step and stop at the ends', () => {
  expect(nextSpeed(1, 1)).toBe(1.25);
  expect(nextSpeed(1, -1)).toBe(0.75);
  expect(nextSpeed(2, 1)).toBe(2);
  expect(nextSpeed(0.5, -1)).toBe(0.5);
});
