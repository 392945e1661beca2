import { expect, test } from 'vitest';
import { fileSize, shownSize } from './file-size.ts';

test.each([
  [12, 'en', '1 kB'],
  [340_400, 'en', '340 kB'],
  [1_440_000, 'en', '1.4 MB'],
  [1_440_000, 'de', '1,4 MB'],
])('%i bytes in %s are %s', (bytes, language, text) => {
  expect(fileSize(bytes, language)).toBe(text);
});

test.each([
  [100, 50, [100, 50]],
  [800, 500, [280, 175]],
  [500, 5_000, [22, 220]],
  [9_000, 1, [280, 1]],
])('a picture of %i × %i pixels is shown in %j', (width, height, [shownWidth, shownHeight]) => {
  expect(shownSize(width, height)).toEqual({ width: shownWidth, height: shownHeight });
});
