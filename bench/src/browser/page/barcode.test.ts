import { expect, test } from 'vitest';
import { ageOf, cells, cellsOf, timeOf } from './barcode.ts';

const seen = (white: boolean[], black = 16, bright = 235) => white.map((is) => (is ? bright : black));

test.each([0, 1, 0xabcdef, 2 ** 24 - 1, 1_763_859_912_345])('reads back %d', (time) => {
  expect(cellsOf(time)).toHaveLength(cells);
  expect(timeOf(seen(cellsOf(time)))).toBe(time % 2 ** 24);
  expect(timeOf(seen(cellsOf(time), 60, 150))).toBe(time % 2 ** 24);
});

test('a cell that is read wrongly is noticed', () => {
  const white = cellsOf(0x123456);
  for (let at = 2; at < 30; at += 1) {
    const damaged = white.map((is, index) => (index === at ? !is : is));
    expect(timeOf(seen(damaged))).toBeUndefined();
  }
});

test('a picture without a strip has no time', () => {
  expect(timeOf(Array.from({ length: cells }, () => 128))).toBeUndefined();
});

test('the age goes on over the end of the range', () => {
  expect(ageOf(2 ** 24 - 10, 2 ** 24 * 7 + 15)).toBe(25);
});
