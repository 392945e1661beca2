import { expect, test } from 'vitest';
import { hueOf, initialsOf } from './initials.ts';

test.each([
  ['Ada Lovelace', 'AL'],
  ['  grace   brewster murray hopper ', 'GH'],
  ['Bo', 'B'],
  ['émile zola', 'ÉZ'],
  ['👩‍🚀 Sam', '👩‍🚀S'],
  ['', ''],
])('initials of %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('a name keeps its hue, and names differ', () => {
  expect(hueOf('Ada Lovelace')).toBe(hueOf('Ada Lovelace'));
  expect(new Set(['Ada', 'Grace', 'Alan', 'Mary', 'Bo', 'Root'].map(hueOf)).size).toBeGreaterThan(2);
});
