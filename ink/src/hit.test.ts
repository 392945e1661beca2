import type { InkTool } from '@parley/protocol';
import { describe, expect, test } from 'vitest';
import { strokeAt } from './hit.ts';
import { encodePoints } from './points.ts';
import type { VisibleStroke } from './render.ts';

const size = { width: 1_000, height: 1_000 };
/** Lines of any length measure the same; only text is measured, and these are not. */
const context = undefined as never;

const stroke = (tool: InkTool, places: readonly (readonly [number, number])[]): VisibleStroke => ({
  target: { kind: 'still', stillId: 's' as never },
  tool,
  color: 'red',
  width: 'thin',
  points: encodePoints(places.map(([x, y]) => ({ x, y, pressure: 0.5 }))),
});
const isHit = (one: VisibleStroke, x: number, y: number, reach = 8): boolean =>
  strokeAt(context, [one], { x, y }, size, reach) !== undefined;

describe('a press means', () => {
  test('a line that it is on or near', () => {
    const line = stroke('line', [
      [0.1, 0.1],
      [0.9, 0.9],
    ]);
    expect(isHit(line, 500, 500)).toBe(true);
    expect(isHit(line, 500, 525)).toBe(false);
    expect(isHit(line, 500, 525, 18)).toBe(true);
    expect(isHit(line, 950, 950)).toBe(false);
  });

  test('the edge of a rectangle, not its inside', () => {
    const box = stroke('rectangle', [
      [0.2, 0.2],
      [0.8, 0.6],
    ]);
    expect(isHit(box, 500, 200)).toBe(true);
    expect(isHit(box, 800, 400)).toBe(true);
    expect(isHit(box, 500, 400)).toBe(false);
  });

  test('the edge of an ellipse, not the corners of its box', () => {
    const oval = stroke('ellipse', [
      [0.8, 0.8],
      [0.2, 0.2],
    ]);
    expect(isHit(oval, 500, 200)).toBe(true);
    expect(isHit(oval, 200, 200)).toBe(false);
  });

  test('any stretch of a pen’s line, and a dot', () => {
    const line = stroke('pen', [
      [0.1, 0.1],
      [0.5, 0.1],
      [0.5, 0.9],
    ]);
    expect(isHit(line, 500, 600)).toBe(true);
    expect(isHit(line, 300, 300)).toBe(false);
    expect(isHit(stroke('pen', [[0.3, 0.3]]), 302, 300)).toBe(true);
  });

  test('a marker anywhere on its dot', () => {
    expect(isHit(stroke('marker', [[0.5, 0.5]]), 515, 510)).toBe(true);
    expect(isHit(stroke('marker', [[0.5, 0.5]]), 560, 500)).toBe(false);
  });

  test('the topmost of several', () => {
    const [below, above] = [stroke('pen', [[0.5, 0.5]]), stroke('highlighter', [[0.5, 0.5]])];
    expect(strokeAt(context, [below, above], { x: 500, y: 500 }, size, 8)).toBe(above);
  });
});
