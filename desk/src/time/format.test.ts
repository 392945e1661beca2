import { describe, expect, test } from 'vitest';
import { isoDuration, moment, secondsBetween, stopwatch } from './format.ts';

test.each([
  [0, '0:00'],
  [7.9, '0:07'],
  [59, '0:59'],
  [60, '1:00'],
  [754, '12:34'],
  [3_599.99, '59:59'],
  [3_600, '1:00:00'],
  [36_061, '10:01:01'],
  [-3, '0:00'],
])('%s seconds read %s', (seconds, text) => {
  expect(stopwatch(seconds)).toBe(text);
});

test('durations have a machine form', () => {
  expect(isoDuration(62.4)).toBe('PT62S');
});

test('seconds between two moments of the wire', () => {
  expect(secondsBetween('2026-03-01T10:00:00.000Z', '2026-03-01T10:01:02.500Z')).toBe(62.5);
});

describe('moment', () => {
  const now = new Date('2026-03-01T10:00:00.000Z');
  test.each([
    ['2026-03-01T09:05:00.000Z', 'en', '9:05 AM'],
    ['2026-03-01T09:05:00.000Z', 'de', '9:05'],
    ['2026-02-27T09:05:00.000Z', 'en', 'Feb 27, 9:05 AM'],
    ['2025-12-24T09:05:00.000Z', 'en', 'Dec 24, 2025'],
  ])('%s in %s is %s', (at, language, text) => {
    expect(moment(at, now, language, 'UTC').replaceAll('\u202f', ' ')).toBe(text);
  });
});
