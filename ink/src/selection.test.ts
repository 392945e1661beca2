import { inkUnits } from '@parley/protocol/constants';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mirroredPoints } from './paint.ts';
import { encodePoints } from './points.ts';
import { gripAt, movedPoints, sizedPoints } from './selection.ts';

const part = fc.double({ min: 0, max: 1, noNaN: true });
const points = fc
  .array(fc.record({ x: part, y: part, pressure: part }), { minLength: 1, maxLength: 40 })
  .map(encodePoints);
const by = fc.record({
  x: fc.double({ min: -2, max: 2, noNaN: true }),
  y: fc.double({ min: -2, max: 2, noNaN: true }),
});

const span = (numbers: readonly number[], of: 0 | 1): number => {
  const values = numbers.filter((_, at) => at % 3 === of);
  return Math.max(...values) - Math.min(...values);
};

describe('what is held', () => {
  test('keeps its size and stays in the picture, however far it is moved', () => {
    fc.assert(
      fc.property(points, by, (numbers, way) => {
        const after = movedPoints(numbers, way);
        expect(after.every((n) => n >= 0 && n <= inkUnits)).toBe(true);
        expect(Math.abs(span(after, 0) - span(numbers, 0))).toBeLessThanOrEqual(1);
        expect(Math.abs(span(after, 1) - span(numbers, 1))).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('keeps its shape, its upper left corner and the picture’s bounds, however it is sized', () => {
    fc.assert(
      fc.property(points, by, (numbers, way) => {
        const after = sizedPoints(numbers, way);
        const left = (all: readonly number[]): number => Math.min(...all.filter((_, at) => at % 3 === 0));
        expect(after).toHaveLength(numbers.length);
        expect(Math.abs(left(after) - left(numbers))).toBeLessThanOrEqual(1);
        const factor = span(numbers, 0) === 0 ? 1 : span(after, 0) / span(numbers, 0);
        for (let at = 0; at < numbers.length; at += 3)
          expect(
            Math.abs((after[at] ?? 0) - left(after) - ((numbers[at] ?? 0) - left(numbers)) * factor),
          ).toBeLessThanOrEqual(2);
      }),
    );
  });

  test('mirrored twice is as it was', () => {
    fc.assert(
      fc.property(points, (numbers) => {
        expect([...mirroredPoints([...mirroredPoints(numbers)])]).toEqual(numbers);
      }),
    );
  });

  test('is sized by its corner, moved by its inside, and left alone from afar', () => {
    const frame = { x: 10, y: 10, width: 100, height: 50 };
    expect(gripAt(frame, { x: 108, y: 62 }, 'pen')).toBe('size');
    expect(gripAt(frame, { x: 40, y: 30 }, 'pen')).toBe('move');
    expect(gripAt(frame, { x: 108, y: 58 }, 'text')).toBe('move');
    expect(gripAt(frame, { x: 200, y: 30 }, 'pen')).toBeUndefined();
  });
});
