import { maxContextAttributes } from '@parley/protocol/constants';
import { contextAttributes } from '@parley/protocol';
import { expect, test } from 'vitest';
import { givenContext } from './given.ts';

test('a site’s values become attributes; later ones replace, null takes back', () => {
  const given = givenContext();
  given.set({ 'customer.name': 'Jo Park', 'order.total': 120, 'order.gift': true });
  given.set({ 'order.total': 90, 'order.gift': null, 'customer.phone': undefined });
  expect(given.attributes()).toEqual([
    { key: 'customer.name', value: 'Jo Park' },
    { key: 'order.total', value: '90' },
  ]);
});

test.each(['', 'Name', 'order total', '.x', 'x.', 'x..y', 'ä', 'page.url', 'camera.name', 'a'.repeat(65)])(
  'the key %j is refused and nothing is changed',
  (key) => {
    const given = givenContext();
    expect(() => given.set({ 'order.total': 1, [key]: 'x' })).toThrow(TypeError);
    expect(given.attributes()).toEqual([]);
  },
);

test('more than there is room for is refused', () => {
  const given = givenContext();
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`order.n${at}`, at]));
  given.set(many(48));
  expect(() => given.set({ 'one.more': 1 })).toThrow(TypeError);
  expect(given.attributes()).toHaveLength(48);
  expect(48 + 22).toBeLessThanOrEqual(maxContextAttributes);
});

test('what is given always fits the wire', () => {
  const given = givenContext();
  given.set({ 'customer.note': 'x'.repeat(9_000) });
  expect(contextAttributes.safeParse(given.attributes()).success).toBe(true);
});
