import { expect, test } from 'vitest';
import {
  ada,
  at,
  customer,
  drew,
  erased,
  froze,
  logOf,
  onCamera,
  onScreen,
  onStill,
  still,
} from '../../../test/composition-material.ts';
import { inkBoundaries, inkSlides, inkTimelineOf } from './ink-timeline.ts';

const timeline = (...args: Parameters<typeof logOf>) => inkTimelineOf(logOf(...args), at(60));
/** Thirty frames a second from when the recording began. */
const frameOf = (ms: number): number => Math.ceil(((ms - at(0)) * 30) / 1_000 - 1e-6);
const told = (...args: Parameters<typeof inkSlides>) =>
  inkSlides(...args)?.map(({ frames, strokes }) => [frames, strokes.length]);

test('a log without its beginning has no ink', () => {
  expect(inkTimelineOf([], at(9))).toEqual({ moments: [], freezes: [] });
  expect(inkTimelineOf(logOf([[1, drew(1, onCamera)]]).slice(1), at(9))).toEqual({
    moments: [],
    freezes: [],
  });
});

test('ink is there from when it was drawn until it is erased', () => {
  const { moments } = timeline([
    [2, drew(1, onCamera)],
    [4, drew(2, onCamera)],
    [6, erased(1)],
    [8, { type: 'ink-cleared', participantId: ada, target: onCamera, whose: 'all' }],
  ]);
  expect(inkBoundaries(moments)).toEqual([at(2), at(8)]);
  expect(told(moments, onCamera, { firstFrame: 0, frames: 300 }, frameOf)).toEqual([
    [60, 0],
    [60, 1],
    [60, 2],
    [60, 1],
    [60, 0],
  ]);
});

test('a window sees only what lies on its picture, also what was drawn before it began', () => {
  const { moments } = timeline([
    [0, { type: 'screen-started', participantId: customer }],
    [1, drew(1, onCamera)],
    [2, drew(2, onScreen)],
    [5, { type: 'screen-stopped', participantId: customer }],
  ]);
  expect(told(moments, onCamera, { firstFrame: 90, frames: 30 }, frameOf)).toEqual([[30, 1]]);
  expect(told(moments, onScreen, { firstFrame: 90, frames: 90 }, frameOf)).toEqual([
    [60, 1],
    [30, 0],
  ]);
  expect(told(moments, onScreen, { firstFrame: 0, frames: 30 }, frameOf)).toBeUndefined();
  expect(told(moments, onStill, { firstFrame: 0, frames: 300 }, frameOf)).toBeUndefined();
});

test('where the scenario lets ink fade it goes by itself', () => {
  const { moments } = timeline(
    [
      [1, drew(1, onCamera)],
      [3, drew(2, onCamera)],
    ],
    { mayRefuse: false, fadeSeconds: 5 },
  );
  expect(told(moments, onCamera, { firstFrame: 0, frames: 300 }, frameOf)).toEqual([
    [30, 0],
    [60, 1],
    [90, 2],
    [60, 1],
    [60, 0],
  ]);
});

test('many strokes in a moment are one picture', () => {
  const { moments } = timeline(
    Array.from({ length: 9 }, (_, n) => [1 + n / 200, drew(n + 1, onCamera)] as const),
  );
  expect(told(moments, onCamera, { firstFrame: 0, frames: 60 }, frameOf)).toEqual([
    [30, 0],
    [30, 9],
  ]);
});

test('a freeze lasts until it is undone, another still is shown, or the engagement ends', () => {
  const { freezes } = timeline([
    [2, froze()],
    [4, { type: 'unfrozen', participantId: ada }],
    [6, { type: 'still-shown', participantId: ada, stillId: still }],
    [9, { type: 'ended', reason: 'customer-ended' }],
  ]);
  expect(freezes).toEqual([
    { stillId: still, fromMs: at(2), untilMs: at(4) },
    { stillId: still, fromMs: at(6), untilMs: at(9) },
  ]);
  expect(timeline([[2, froze()]]).freezes).toEqual([{ stillId: still, fromMs: at(2), untilMs: at(60) }]);
});
