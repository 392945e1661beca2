import { growingStroke, maxStrokePoints, stroke as strokeSchema, type StrokeId } from '@parley/protocol';
import { describe, expect, test } from 'vitest';
import { begin, extend, finish, news, type Gesture, type InkPen } from './gesture.ts';
import { decodePoints, encodePoints } from './points.ts';

const id = '01900000-0000-7000-8000-000000000001' as StrokeId;
const target = { kind: 'still', stillId: '01900000-0000-7000-8000-000000000002' } as const;
const aspect = 16 / 9;
const pen: InkPen = { tool: 'pen', color: 'red', width: 'medium' };

function started(tool: InkPen['tool'] = 'pen', x = 0.2, y = 0.2): Gesture {
  const gesture = begin(id, { ...pen, tool }, { x, y });
  if (!gesture) throw new Error('nothing began');
  return gesture;
}

describe('a stroke under way', () => {
  test('does not begin beside the picture', () => {
    expect(begin(id, pen, { x: -0.01, y: 0.5 })).toBeUndefined();
    expect(begin(id, pen, { x: 0.5, y: Number.NaN })).toBeUndefined();
  });

  test('goes along the edge where the pointer is beyond it', () => {
    const gesture = started();
    extend(gesture, { x: 1.7, y: 0.5 }, aspect);
    expect(gesture.points.at(-1)).toMatchObject({ x: 1, y: 0.5 });
  });

  test('has two points when it is a shape, one when it is a spot', () => {
    for (const [tool, count] of [
      ['arrow', 2],
      ['rectangle', 2],
      ['marker', 1],
    ] as const) {
      const gesture = started(tool);
      extend(gesture, { x: 0.4, y: 0.4 }, aspect);
      extend(gesture, { x: 0.6, y: 0.5 }, aspect);
      expect(decodePoints(finish(gesture, aspect) ?? [])).toHaveLength(count);
    }
  });

  test('is none when it is a shape of no size', () => {
    const gesture = started('ellipse');
    extend(gesture, { x: 0.2005, y: 0.2005 }, aspect);
    expect(finish(gesture, aspect)).toBeUndefined();
    expect(finish(started('line'), aspect)).toBeUndefined();
  });

  test('is a dot when a pen is pressed and lifted', () => {
    expect(finish(started(), aspect)).toHaveLength(3);
  });

  test('is told once, and only what is new of it', () => {
    const gesture = started();
    expect(news(gesture, 0)).toEqual({ from: 0, points: encodePoints(gesture.points) });
    expect(news(gesture, 10)).toBeUndefined();
    extend(gesture, { x: 0.3, y: 0.3 }, aspect);
    extend(gesture, { x: 0.4, y: 0.3 }, aspect);
    const more = news(gesture, 20);
    expect(more?.from).toBe(1);
    expect(more?.points).toHaveLength(6);
  });

  test('is told again before the others take it for given up', () => {
    const gesture = started();
    news(gesture, 0);
    expect(news(gesture, 1_900)).toBeUndefined();
    expect(news(gesture, 2_100)).toEqual({ from: 0, points: encodePoints(gesture.points) });
  });

  test('however long, is told and finished as protocol takes it, and the others have seen all of it', () => {
    const gesture = started('pen', 0.5, 0.5);
    let theirs: number[] = [];
    for (let n = 1; n < 12_000; n += 1) {
      const radius = 0.1 + 0.35 * ((n % 400) / 400);
      extend(
        gesture,
        { x: 0.5 + radius * Math.cos(n / 9), y: 0.5 + radius * Math.sin(n / 7) },
        aspect,
        (n % 50) / 50,
      );
      if (n % 4 !== 0) continue;
      const more = news(gesture, n);
      const body = { topic: 'stroke', strokeId: id, target, ...pen, ...more };
      expect(growingStroke.safeParse(body).success).toBe(true);
      theirs = [...theirs.slice(0, (more?.from ?? 0) * 3), ...(more?.points ?? [])];
    }
    news(gesture, 20_000);
    expect(theirs.length / 3).toBeLessThanOrEqual(maxStrokePoints);
    expect(theirs.slice(0, 300)).toEqual(encodePoints(gesture.points).slice(0, 300));
    const points = finish(gesture, aspect);
    expect(strokeSchema.safeParse({ id, target, ...pen, points }).success).toBe(true);
  });
});
