import type { GrowingStroke, ParticipantId, StrokeId } from '@parley/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LaneNews } from '../api.ts';
import { StrokesUnderWay } from './under-way.ts';

const ada = 'ada' as ParticipantId;
const grace = 'grace' as ParticipantId;

const part = (strokeId: string, from: number, ...xs: number[]): GrowingStroke => ({
  topic: 'stroke',
  strokeId: strokeId as StrokeId,
  target: { kind: 'live', participantId: ada, source: 'camera' },
  tool: 'pen',
  color: 'red',
  width: 'thin',
  from,
  points: xs.flatMap((x) => [x, 0, 0]),
});

const told = (strokes: StrokesUnderWay) => {
  const heard: [ParticipantId, LaneNews][] = [];
  strokes.tell((participantId, news) => heard.push([participantId, news]));
  return heard;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('whoever begins to listen in the middle hears of the whole stroke so far', () => {
  const strokes = new StrokesUnderWay();
  strokes.heard(ada, part('one', 0, 1, 2));
  strokes.heard(ada, part('one', 2, 3));
  // Points that come twice are there once.
  strokes.heard(ada, part('one', 2, 3, 4));
  expect(told(strokes)).toEqual([[ada, part('one', 0, 1, 2, 3, 4)]]);
});

test('after a gap only what came since is known', () => {
  const strokes = new StrokesUnderWay();
  strokes.heard(ada, part('one', 0, 1));
  strokes.heard(ada, part('one', 5, 6));
  expect(told(strokes)).toEqual([[ada, part('one', 5, 6)]]);
});

test('a shape is said anew each time', () => {
  const strokes = new StrokesUnderWay();
  strokes.heard(ada, { ...part('one', 0, 1, 2), tool: 'arrow' });
  strokes.heard(ada, { ...part('one', 0, 1, 9), tool: 'arrow' });
  expect(told(strokes)).toEqual([[ada, { ...part('one', 0, 1, 9), tool: 'arrow' }]]);
});

test('what is finished, abandoned, silent, or of somebody who has gone is not under way', () => {
  const strokes = new StrokesUnderWay();
  for (const id of ['finished', 'abandoned', 'gone'])
    strokes.heard(id === 'gone' ? grace : ada, part(id, 0, 1));
  strokes.finished([
    {
      ...part('finished', 0, 1),
      id: 'finished' as StrokeId,
      participantId: ada,
      at: '2026-01-01T10:00:00.000Z',
    },
  ]);
  strokes.heard(ada, { topic: 'stroke-gone', strokeId: 'abandoned' as StrokeId });
  strokes.heard(grace, { topic: 'gone' });
  expect(told(strokes)).toEqual([]);
  strokes.heard(ada, part('silent', 0, 1));
  vi.advanceTimersByTime(5_001);
  expect(told(strokes)).toEqual([]);
});
