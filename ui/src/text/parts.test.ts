import { expect, test } from 'vitest';
import { messageParts } from './parts.ts';

const links = (text: string) =>
  messageParts(text).flatMap((part) => (part.href === undefined ? [] : [[part.text, part.href]]));

test.each([
  [
    'See https://bank.example/loans?a=1.',
    [['https://bank.example/loans?a=1', 'https://bank.example/loans?a=1']],
  ],
  ['www.bank.example, please', [['www.bank.example', 'https://www.bank.example/']]],
  ['(http://bank.example/a)', [['http://bank.example/a', 'http://bank.example/a']]],
  ['https://bank.example/a_(b)', [['https://bank.example/a_(b)', 'https://bank.example/a_(b)']]],
  ['write to ada@bank.example!', [['ada@bank.example', 'mailto:ada@bank.example']]],
])('%s', (text, expected) => expect(links(text)).toEqual(expected));

test.each([
  'javascript:alert(1)',
  'data:text/html,<b>x</b>',
  'https://bank.example@evil.example/',
  'https://',
  'no link at all',
])('%s is no link', (text) =>
  expect(links(text).filter(([, href]) => !href?.startsWith('mailto:'))).toEqual([]),
);

test('a host with letters that look like others is shown as the network knows it', () => {
  const [[text = '', href = ''] = []] = links('https://раураl.example/');
  expect(text).toMatch(/^https:\/\/xn--/);
  expect(href).toBe(text);
});

test('nothing of a message is lost', () => {
  const text = 'a https://x.example b\nwww.y.example\n🌊 c@d.example';
  expect(
    messageParts(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});
