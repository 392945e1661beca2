import { expect, test } from 'vitest';
import { fileSize } from './file-size.ts';

test.each([
  [12, 'en', '1 kB'],
  [340_400, 'en', '340 kB'],
  [1_440_000, 'en', '1.4 MB'],
  [1_440_000, 'de', '1,4 MB'],
])('%i bytes in %s are %s', (bytes, language, text) => {
  expect(fileSize(bytes, language)).toBe(text);
});
