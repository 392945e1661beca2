import { expect, test } from 'vitest';
import { isRunning, runningValue } from './running-facts.ts';

test.each([
  ['page.time', '0:00', 0, '0:00'],
  ['page.time', '1:15', 50, '2:05'],
  ['page.time', '59:59', 1, '1:00:00'],
  ['page.time', '1:15', -3, '1:15'],
  ['page.time', 'a while', 50, 'a while'],
  ['device.local-time', '2026-11-23 05:47', 59, '2026-11-23 05:47'],
  ['device.local-time', '2026-12-31 23:59', 60, '2027-01-01 00:00'],
  ['device.local-time', '2026-99-99 05:47', 60, '2026-99-99 05:47'],
  ['device.local-time', 'noon', 60, 'noon'],
  ['page.title', '1:15', 60, '1:15'],
])('%s, told as %s, is after %d s %s', (key, value, seconds, later) => {
  expect(runningValue(key, value, seconds)).toBe(later);
});

test('only what runs runs', () => {
  expect(['page.time', 'device.local-time', 'page.url', 'toString'].filter(isRunning)).toEqual([
    'page.time',
    'device.local-time',
  ]);
});
