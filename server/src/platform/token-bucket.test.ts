import { expect, test } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

test('lets a burst through at once, then its rate', () => {
  const bucket = new TokenBucket(50, 100, 0);
  const taken = (nowMs: number, tries: number) =>
    Array.from({ length: tries }, () => bucket.take(nowMs)).filter(Boolean).length;
  expect(taken(0, 300)).toBe(100);
  expect(taken(1_000, 300)).toBe(50);
  expect(taken(1_010, 300)).toBe(0);
  expect(taken(60_000, 300)).toBe(100);
});

test('a clock that is set back takes nothing away for good', () => {
  const bucket = new TokenBucket(10, 10, 60_000);
  expect(bucket.take(60_000)).toBe(true);
  expect(bucket.take(0)).toBe(true);
  expect(bucket.take(1_000)).toBe(true);
});

test('what costs more takes more, and what cannot be paid takes nothing', () => {
  const bucket = new TokenBucket(1, 10, 0);
  expect(bucket.take(0, 8)).toBe(true);
  expect(bucket.take(0, 3)).toBe(false);
  expect(bucket.take(0, 2)).toBe(true);
  expect(bucket.take(3_000, 3)).toBe(true);
});
