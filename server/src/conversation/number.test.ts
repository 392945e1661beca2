import { expect, test } from 'vitest';
import { readNumber, writtenNumber } from './number.ts';

test.each<[string, string, string]>([
  ['+12025550123', 'US', '+12025550123'],
  ['(202) 555-0123', 'US', '+12025550123'],
  [' +49 1512 3456789 ', 'US', '+4915123456789'],
  ['01512 3456789', 'DE', '+4915123456789'],
  ['0049 1512 3456789', 'DE', '+4915123456789'],
  ['07400 123456', 'GB', '+447400123456'],
])('SM3 %s in %s is %s', (written, country, number) => {
  expect(readNumber(written, country)).toBe(number);
});

test.each<[string, string]>([
  ['', 'US'],
  ['12', 'US'],
  ['call me', 'US'],
  ['+', 'US'],
  ['+1 202 555', 'US'],
  ['+999 123 456 789', 'US'],
  ['+1 202 555 0123 ext. 7', 'US'],
  ['01512 3456789', 'US'],
  ['+12025550123\r\nBcc: x', 'US'],
  ['my number is +12025550123', 'US'],
  ['0'.repeat(41), 'US'],
  ['<script>+12025550123</script>', 'US'],
])('SM3 %j in %s is none', (written, country) => {
  expect(readNumber(written, country)).toBeUndefined();
});

test('numbers are shown as people write them', () => {
  expect(writtenNumber('+4915123456789')).toBe('+49 1512 3456789');
  expect(writtenNumber('nonsense')).toBe('nonsense');
});
