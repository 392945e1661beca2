import { expect, test } from 'vitest';
import { fileName } from './download.ts';

test('files sort by time, and their ending says what they are', () => {
  const still = { at: '2026-03-04T14:05:09.123Z' };
  expect(fileName(still, 'png')).toBe('still-2026-03-04-14-05-09.png');
  expect(fileName(still, 'jpeg')).toBe('still-2026-03-04-14-05-09.jpg');
  expect(fileName(still, 'original')).toBe('still-2026-03-04-14-05-09.jpg');
});
