import { expect, test } from 'vitest';
import { attemptTimeoutMs, retryDelayMs } from './retry.ts';

test('the first retry comes within 250 ms, and none waits longer than 2 s', () => {
  expect(retryDelayMs(1, 0)).toBe(250);
  expect(retryDelayMs(1, 0.99)).toBeGreaterThan(120);
  expect([2, 7, 8, 9, 10, 50].map((attempt) => retryDelayMs(attempt, 0))).toEqual([
    500, 500, 1_000, 1_000, 2_000, 2_000,
  ]);
  expect(retryDelayMs(50, 1)).toBe(1_000);
});

test('a server that starts again is tried twice a second for three seconds', () => {
  const latest = [1, 2, 3, 4, 5, 6, 7].map((attempt) => retryDelayMs(attempt, 0));
  expect(latest.reduce((sum, delayMs) => sum + delayMs)).toBeGreaterThan(3_000);
  expect(Math.max(...latest)).toBe(500);
});

test('every third attempt is patient', () => {
  expect([0, 1, 2, 3, 4, 5].map(attemptTimeoutMs)).toEqual([3_000, 3_000, 6_000, 3_000, 3_000, 6_000]);
});
