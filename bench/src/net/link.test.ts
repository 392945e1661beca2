import { expect, test } from 'vitest';
import { Link, unimpaired } from './link.ts';

const never = () => 1;

test('an unimpaired link hands packets over at once', () => {
  expect(new Link(never).arrivalOf(1_200, 5)).toBe(5);
});

test('loses the share that it is told to', () => {
  let number = 0;
  const link = new Link(() => (number++ % 100) / 100);
  link.impairment = { ...unimpaired, loss: 0.02 };
  const fates = Array.from({ length: 1_000 }, (_, at) => link.arrivalOf(100, at));
  expect(fates.filter((fate) => fate === undefined)).toHaveLength(20);
});

test('a limited link sends one packet after the other and drops what does not fit', () => {
  const link = new Link(never);
  link.impairment = { ...unimpaired, delayMs: 10, rateKbps: 800, queueBytes: 2_500 };
  expect([1, 2, 3].map(() => link.arrivalOf(1_000, 0))).toEqual([20, 30, undefined]);
  expect(link.arrivalOf(1_000, 100)).toBe(120);
});

test('never reorders, also when the delay gets shorter', () => {
  const link = new Link(never);
  link.impairment = { ...unimpaired, delayMs: 50 };
  expect(link.arrivalOf(1, 0)).toBe(50);
  link.impairment = unimpaired;
  expect(link.arrivalOf(1, 10)).toBe(50);
  expect(link.arrivalOf(1, 60)).toBe(60);
});
