import { expect, test } from 'vitest';
import { cornerByKey, corners, nearestCorner } from './self-view-corner.ts';

const box = { left: 300, top: 0, width: 1_000, height: 800 };

test.each([
  [{ x: 310, y: 10 }, 'top-start'],
  [{ x: 1_290, y: 10 }, 'top-end'],
  [{ x: 310, y: 790 }, 'bottom-start'],
  [{ x: 801, y: 401 }, 'bottom-end'],
  [{ x: -50, y: 5_000 }, 'bottom-start'],
])('let go at %j it goes to %s', (point, corner) => {
  expect(nearestCorner(point, box)).toBe(corner);
});

test('the arrow keys reach every corner from every corner', () => {
  for (const from of corners) {
    const reached = ['ArrowUp', 'ArrowDown'].flatMap((vertical) =>
      ['ArrowLeft', 'ArrowRight'].map((horizontal) => cornerByKey(cornerByKey(from, vertical)!, horizontal)),
    );
    expect(new Set(reached)).toEqual(new Set(corners));
  }
  expect(cornerByKey('top-end', 'Tab')).toBeUndefined();
});
