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
  ['+', press('+', { shiftKey: true }), true],
  ['+', press('-'), false],
  ['1', press('1'), true],
  ['Escape', press('Escape'), true],
  ['Ctrl+Z', press('z', { ctrlKey: true }), true],
  ['Ctrl+Z', press('z', { metaKey: true }), true],
  ['Ctrl+Z', press('z'), false],
  ['Ctrl+Z', press('Z', { ctrlKey: true, shiftKey: true }), false],
  ['Shift+Ctrl+Z', press('Z', { ctrlKey: true, shiftKey: true }), true],
  ['Shift+Ctrl+Z', press('z', { ctrlKey: true }), false],
])('%s pressed as %j: %s', (shortcut, pressed, expected) => {
  expect(matches(shortcut, pressed)).toBe(expected);
});
