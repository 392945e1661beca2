import { expect, test } from 'vitest';
import { matches } from './shortcuts.ts';

const press = (
  key: string,
  held: Partial<Record<'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {},
) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

test.each([
  ['M', press('m'), true],
  ['M', press('M', { shiftKey: true }), false],
  ['M', press('n'), false],
  ['M', press('m', { ctrlKey: true }), false],
  ['M', press('m', { metaKey: true }), false],
  ['M', press('m', { altKey: true }), false],
  ['Shift+X', press('X', { shiftKey: true }), true],
  ['Shift+X', press('x'), false],
  ['?', press('?', { shiftKey: true }), true],
  ['?', press('?'), true],
])('%s pressed as %j: %s', (shortcut, pressed, expected) => {
  expect(matches(shortcut, pressed)).toBe(expected);
});
