import { expect, test } from 'vitest';
import { showableAddress } from './address.ts';

test.each([
  ['https://shop.example/a/b?size=42&q=red%20boots', 'https://shop.example/a/b?size=42&q=red%20boots'],
  ['https://jo:hunter2@shop.example/a', 'https://shop.example/a'],
  ['https://shop.example/a#access_token=hunter2', 'https://shop.example/a'],
  ['https://shop.example/reset?token=hunter2&lang=de', 'https://shop.example/reset?token=hidden&lang=de'],
  [
    'https://shop.example/?PHPSESSID=hunter2&api_key=hunter2&password=hunter2&code=hunter2',
    'https://shop.example/?PHPSESSID=hidden&api_key=hidden&password=hidden&code=hidden',
  ],
  ['https://shop.example/?sig=hunter2&sig=hunter2', 'https://shop.example/?sig=hidden'],
  ['javascript:alert(1)', ''],
  ['about:blank', ''],
  ['ftp://shop.example/a', ''],
  ['not an address', ''],
  ['', ''],
])('%s is shown as %s', (address, shown) => {
  expect(showableAddress(address)).toBe(shown);
});

test('is never longer than an attribute may be', () => {
  expect(showableAddress(`https://shop.example/${'a'.repeat(9_000)}`)).toHaveLength(2_000);
});
