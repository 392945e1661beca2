import { expect, test } from 'vitest';
import { maxFileNameLength, maxMessageLength } from './constants.ts';
import { fileName, messageText } from './message.ts';

test.each([
  'Hello',
  'https://example.com',
  '👩🏽‍🚒 done',
  'دعم',
  'two\nlines\tand more',
  'x'.repeat(maxMessageLength),
])('MS2 takes the text %#', (text) => {
  expect(messageText.safeParse(text).success).toBe(true);
});

test.each(['', ' \n', 'a\u0000b', 'a\u001b[31m', '\ud800', 'x'.repeat(maxMessageLength + 1), 7, null])(
  'MS2 refuses the text %#',
  (text) => {
    expect(messageText.safeParse(text).success).toBe(false);
  },
);

test.each([
  ['scan of May.pdf', true],
  ['عقد.pdf', true],
  ['x'.repeat(maxFileNameLength), true],
  ['../../etc/passwd', false],
  ['..', false],
  ['a\\b.png', false],
  ['a\nb.png', false],
  ['gnp.exe\u202e.png', false],
  ['', false],
  ['x'.repeat(maxFileNameLength + 1), false],
])('MS5 a file’s name is a name: %j %s', (name, isOne) => {
  expect(fileName.safeParse(name).success).toBe(isOne);
});
