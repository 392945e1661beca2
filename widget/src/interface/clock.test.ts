import { expect, test } from 'vitest';
import { clockText, secondsLeft } from './clock.ts';

test.each([
  [0, '0:00'],
  [-5_000, '0:00'],
  [59_999, '0:59'],
  [60_000, '1:00'],
  [3_599_000, '59:59'],
  [3_600_000, '1:00:00'],
  [36_065_000, '10:01:05'],
])('%d ms are written %s', (milliseconds, text) => {
  expect(clockText(milliseconds)).toBe(text);
});

test('seconds left are whole and never below zero', () => {
  expect([secondsLeft(10_400, 1_000), secondsLeft(1_000, 1_001)]).toEqual([10, 0]);
});
