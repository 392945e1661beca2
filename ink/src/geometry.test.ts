import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isInside,
  moved,
  pictureRect,
  settledView,
  toPlace,
  toPoint,
  zoomed,
  type Showing,
  type View,
} from './geometry.ts';

const length = fc.double({ min: 40, max: 4_000, noNaN: true });
const size = fc.record({ width: length, height: length });
const part = fc.double({ min: 0, max: 1, noNaN: true });
const place = fc.record({ x: part, y: part });
const view = fc.record({ x: part, y: part, scale: fc.double({ min: 1, max: 32, noNaN: true }) });
const showing = fc.record({
  picture: size,
  fit: fc.constantFrom('contain' as const, 'cover' as const),
  mirrored: fc.boolean(),
  view: fc.option(view, { nil: undefined }),
});
const closely = (left: Showing, v: View): Showing & { view: View } => ({ ...left, view: v });

describe('a picture in its box', () => {
  test('is whole and as large as it can be when contained', () => {
    expect(
      pictureRect({ width: 400, height: 400 }, { picture: { width: 1_600, height: 800 }, fit: 'contain' }),
    ).toEqual({ x: 0, y: 100, width: 400, height: 200 });
  });

  test('fills the box and is cut off when it covers it', () => {
    expect(
      pictureRect({ width: 400, height: 400 }, { picture: { width: 1_600, height: 800 }, fit: 'cover' }),
    ).toEqual({ x: -200, y: 0, width: 800, height: 400 });
  });

  test('keeps its shape in every box', () => {
    fc.assert(
      fc.property(size, showing, (box, shown) => {
        const rect = pictureRect(box, shown);
        expect(rect.width / rect.height).toBeCloseTo(shown.picture.width / shown.picture.height, 6);
      }),
    );
  });

  test('has a point of the box for each of its places, and gives it back', () => {
    fc.assert(
      fc.property(size, showing, place, (box, shown, at) => {
        const back = toPlace(toPoint(at, box, shown), box, shown);
        expect(back.x).toBeCloseTo(at.x, 6);
        expect(back.y).toBeCloseTo(at.y, 6);
      }),
    );
  });

  test('has the same places whatever the box', () => {
    fc.assert(
      fc.property(size, size, showing, place, (one, other, shown, at) => {
        const [first, second] = [toPoint(at, one, shown), toPoint(at, other, shown)];
        expect(toPlace(first, one, shown).x).toBeCloseTo(toPlace(second, other, shown).x, 6);
      }),
    );
  });

  test('mirrored, has its left edge on the right', () => {
    const shown = { picture: { width: 100, height: 100 }, fit: 'contain', mirrored: true } as const;
    expect(toPoint({ x: 0, y: 0.25 }, { width: 100, height: 100 }, shown)).toEqual({ x: 100, y: 25 });
  });

  test('is not where the bars are', () => {
    const shown = { picture: { width: 200, height: 100 }, fit: 'contain' } as const;
    const box = { width: 200, height: 200 };
    expect(isInside(toPlace({ x: 100, y: 49 }, box, shown))).toBe(false);
    expect(isInside(toPlace({ x: 100, y: 51 }, box, shown))).toBe(true);
  });
});

describe('looking closer', () => {
  test('keeps what is under the pointer there, unless an edge is in the way', () => {
    const box = { width: 800, height: 600 };
    const shown = closely(
      { picture: { width: 800, height: 600 }, fit: 'contain' },
      { x: 0.5, y: 0.5, scale: 4 },
    );
    fc.assert(
      fc.property(
        fc.double({ min: 300, max: 500, noNaN: true }),
        fc.double({ min: 1, max: 2, noNaN: true }),
        (x, factor) => {
          const at = { x, y: 300 };
          const after = zoomed(box, shown, at, factor);
          expect(toPlace(at, box, { ...shown, view: after }).x).toBeCloseTo(toPlace(at, box, shown).x, 6);
        },
      ),
    );
  });

  test('never shows emptiness that it need not, however it is moved and zoomed', () => {
    fc.assert(
      fc.property(size, showing, view, place, (box, shown, from, by) => {
        const away = { x: (by.x - 0.5) * 9_000, y: (by.y - 0.5) * 9_000 };
        const next = moved(box, closely(shown, settledView(box, closely(shown, from))), away);
        const rect = pictureRect(box, { ...shown, view: next });
        const isFull = (start: number, extent: number, room: number): boolean =>
          extent <= room + 1e-6 || (start <= 1e-6 && start + extent >= room - 1e-6);
        expect(isFull(rect.x, rect.width, box.width)).toBe(true);
        expect(isFull(rect.y, rect.height, box.height)).toBe(true);
      }),
    );
  });

  test('has an end in both directions', () => {
    const shown = closely({ picture: { width: 4, height: 3 }, fit: 'contain' }, { x: 0.5, y: 0.5, scale: 1 });
    const box = { width: 400, height: 300 };
    expect(zoomed(box, shown, { x: 1, y: 1 }, 1_000).scale).toBe(32);
    expect(zoomed(box, shown, { x: 1, y: 1 }, 0.001).scale).toBe(1);
  });
});
