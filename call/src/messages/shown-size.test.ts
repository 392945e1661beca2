import { expect, test } from 'vitest';
import { shownSize } from './shown-size.ts';

test.each([
  [100, 50, [100, 50]],
  [800, 500, [280, 175]],
  [500, 5_000, [22, 220]],
  [9_000, 1, [280, 1]],
])('a picture of %i × %i pixels is shown in %j', (width, height, [shownWidth, shownHeight]) => {
  expect(shownSize(width, height)).toEqual({ width: shownWidth, height: shownHeight });
});
