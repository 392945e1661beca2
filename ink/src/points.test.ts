import { inkPoints, maxStrokePoints } from '@parley/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePoints, encodePoints, simplified, type InkPoint } from './points.ts';

const any = fc.double({ min: -2, max: 3 });
const part = fc.double({ min: 0, max: 1, noNaN: true });
const point = fc.record({ x: part, y: part, pressure: part });

/** From the nearest stretch of a line, in heights of the picture. */
function distance(point: InkPoint, line: readonly InkPoint[], aspect: number): number {
  const lengths = line.slice(1).map((to, at) => {
    const from = line[at] ?? to;
    const [dx, dy] = [(to.x - from.x) * aspect, to.y - from.y];
    const [px, py] = [(point.x - from.x) * aspect, point.y - from.y];
    const square = dx * dx + dy * dy;
    const along = square === 0 ? 0 : Math.min(Math.max((px * dx + py * dy) / square, 0), 1);
    return Math.hypot(px - along * dx, py - along * dy);
  });
  return Math.min(...lengths);
}

const worst = (points: readonly InkPoint[], simple: readonly InkPoint[], aspect: number): number =>
  points.reduce((most, one) => Math.max(most, distance(one, simple, aspect)), 0);

const spiral = (count: number): InkPoint[] =>
  Array.from({ length: count }, (_, n) => {
    const [angle, radius] = [n / 40, (0.45 * n) / count];
    return { x: 0.5 + radius * Math.cos(angle), y: 0.5 + radius * Math.sin(angle), pressure: 0.5 };
  });

/** The same numbers each time. */
function scribble(count: number): InkPoint[] {
  let seed = 7;
  const next = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  return Array.from({ length: count }, () => ({ x: next(), y: next(), pressure: next() }));
}

describe('points on the wire', () => {
  test('are what protocol takes, whatever a device says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: any, y: any, pressure: any }), { minLength: 1, maxLength: 50 }),
        (points) => {
          const isNumber = points.every(({ x, y, pressure }) => !Number.isNaN(x + y + pressure));
          expect(inkPoints.safeParse(encodePoints(points)).success).toBe(isNumber);
        },
      ),
    );
  });

  test('are where they were drawn to a hundredth of a thousandth of the picture', () => {
    fc.assert(
      fc.property(point, (one) => {
        const [back] = decodePoints(encodePoints([one]));
        expect(Math.abs((back?.x ?? 9) - one.x)).toBeLessThan(0.00001);
        expect(Math.abs((back?.y ?? 9) - one.y)).toBeLessThan(0.00001);
      }),
    );
  });

  test('come back the same from each further journey', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1 }), (points) => {
        const once = encodePoints(points);
        expect(encodePoints(decodePoints(once))).toEqual(once);
      }),
    );
  });
});

describe('simplifying', () => {
  test('leaves ends where they are, and nothing further than a fiftieth of a hundredth of the picture', () => {
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 2, maxLength: 200 }),
        fc.constantFrom(16 / 9, 9 / 16, 4 / 3),
        (points, aspect) => {
          const simple = simplified(points, aspect);
          expect([simple[0], simple.at(-1)]).toEqual([points[0], points.at(-1)]);
          expect(worst(points, simple, aspect)).toBeLessThanOrEqual(0.0002 + 1e-9);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('makes two points of a straight line', () => {
    const line = Array.from({ length: 500 }, (_, n) => ({ x: n / 500, y: n / 1_000, pressure: 0.5 }));
    expect(simplified(line, 16 / 9)).toHaveLength(2);
  });

  test('keeps a change of pressure on a straight line', () => {
    const line = [0.1, 1, 0.1].map((pressure, n) => ({ x: n / 2, y: 0.5, pressure }));
    expect(simplified(line, 1)).toHaveLength(3);
  });

  test('makes a long spiral fit with an error under a thousandth of the picture', () => {
    const points = spiral(9_000);
    const simple = simplified(points, 16 / 9);
    expect(simple.length).toBeLessThanOrEqual(maxStrokePoints);
    expect(worst(points, simple, 16 / 9)).toBeLessThan(0.001);
  });

  test('makes even a wild scribble fit', () => {
    expect(simplified(scribble(4_000), 16 / 9).length).toBeLessThanOrEqual(maxStrokePoints);
  });
});
