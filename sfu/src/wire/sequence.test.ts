import { expect, test } from 'vitest';
import { distance, Unwrapper } from './sequence.ts';

test('numbers go on growing where they wrap, and late ones keep their place', () => {
  const unwrapper = new Unwrapper(16);
  const first = unwrapper.unwrap(65_534);
  const unwrapped = [65_535, 1, 0, 65_533, 2].map((value) => unwrapper.unwrap(value) - first);
  expect(unwrapped).toEqual([1, 3, 2, -1, 4]);
});

test('a number before the very first stays positive', () => {
  const unwrapper = new Unwrapper(16);
  unwrapper.unwrap(0);
  expect(unwrapper.unwrap(65_535)).toBeGreaterThan(0);
});

test('distance is shortest way around the circle', () => {
  expect(distance(1, 65_535, 0x10000)).toBe(2);
  expect(distance(65_535, 1, 0x10000)).toBe(-2);
  expect(distance(0x8000, 0, 0x10000)).toBe(-0x8000);
  expect(distance(5, 5, 128)).toBe(0);
});
