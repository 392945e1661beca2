import type { ParticipantId, StrokeId } from '@parley/protocol';
import { describe, expect, test } from 'vitest';
import { GrowingInk, type Growing } from './growing.ts';

const [her, him] = ['her' as ParticipantId, 'him' as ParticipantId];
const target = { kind: 'live', participantId: him, source: 'camera' } as const;

const growing = (id: string, from: number, points: number[], tool: Growing['tool'] = 'pen'): Growing => ({
  strokeId: id as StrokeId,
  target,
  tool,
  color: 'blue',
  width: 'thin',
  from,
  points,
});
const pointsOf = (ink: GrowingInk, nowMs = 0): number[][] =>
  ink.strokesOn(target, nowMs).map(({ points }) => points);

describe('ink that others are making', () => {
  test('grows by what comes', () => {
    const ink = new GrowingInk();
    ink.grow(her, growing('a', 0, [1, 1, 1]), 0);
    ink.grow(her, growing('a', 1, [2, 2, 2, 3, 3, 3]), 0);
    expect(pointsOf(ink)).toEqual([[1, 1, 1, 2, 2, 2, 3, 3, 3]]);
  });

  test('is the same when something comes twice, and begins anew where it is told anew', () => {
    const ink = new GrowingInk();
    ink.grow(her, growing('a', 0, [1, 1, 1, 2, 2, 2]), 0);
    ink.grow(her, growing('a', 1, [2, 2, 2]), 0);
    expect(pointsOf(ink)).toEqual([[1, 1, 1, 2, 2, 2]]);
    ink.grow(her, growing('a', 0, [9, 9, 9]), 0);
    expect(pointsOf(ink)).toEqual([[9, 9, 9]]);
  });

  test('is replaced when it is a shape', () => {
    const ink = new GrowingInk();
    ink.grow(her, growing('a', 0, [1, 1, 1, 2, 2, 2], 'arrow'), 0);
    ink.grow(her, growing('a', 0, [1, 1, 1, 7, 7, 7], 'arrow'), 0);
    expect(pointsOf(ink)).toEqual([[1, 1, 1, 7, 7, 7]]);
  });

  test('is nobody else’s to go on with, nor to give up', () => {
    const ink = new GrowingInk();
    ink.grow(her, growing('a', 0, [1, 1, 1]), 0);
    ink.grow(him, growing('a', 0, [5, 5, 5]), 0);
    ink.abandon(him, 'a' as StrokeId);
    expect(pointsOf(ink)).toEqual([[1, 1, 1]]);
  });

  test('goes when it is finished, given up, silent for 5 s, or its author is gone', () => {
    const ink = new GrowingInk();
    for (const id of ['a', 'b', 'c', 'd']) ink.grow(id === 'd' ? him : her, growing(id, 0, [1, 1, 1]), 0);
    ink.finished('a' as StrokeId);
    ink.abandon(her, 'b' as StrokeId);
    expect(ink.strokesOn(target, 5_000)).toHaveLength(2);
    ink.abandon(him);
    expect(ink.strokesOn(target, 5_000)).toHaveLength(1);
    expect(ink.strokesOn(target, 5_001)).toHaveLength(0);
    expect(ink.isEmpty(5_001)).toBe(true);
  });

  test('shows on its own picture only', () => {
    const ink = new GrowingInk();
    ink.grow(her, growing('a', 0, [1, 1, 1]), 0);
    expect(ink.strokesOn({ ...target, source: 'screen' }, 0)).toEqual([]);
  });

  test('does not grow without end, however much one participant sends', () => {
    const ink = new GrowingInk();
    const many = Array.from({ length: 6_000 }, (_, n) => n % 255);
    for (let n = 0; n < 1_000; n += 1) ink.grow(her, growing(`s${String(n)}`, 2_000, many), 0);
    expect(ink.strokesOn(target, 0)).toHaveLength(8);
    for (let n = 0; n < 1_000; n += 1)
      ink.point(her, { target, color: 'red', place: { x: 1, y: 1 } }, n / 10);
    expect(ink.trailsOn(target, 100)[0]?.places.length).toBeLessThanOrEqual(121);
  });

  test('a pointer leaves a trail that goes by itself', () => {
    const ink = new GrowingInk();
    ink.point(her, { target, color: 'red', place: { x: 1, y: 1 } }, 0);
    ink.point(her, { target, color: 'red' }, 10);
    expect(ink.trailsOn(target, 3_000)).toHaveLength(1);
    expect(ink.trailsOn(target, 3_001)).toHaveLength(0);
  });
});
