import { expect, test } from 'vitest';
import { describePlatform } from './this-device.ts';

test.each([
  [
    { type: 'phone', model: 'Pixel 9', os: 'Android 16', browser: 'Chrome 140' },
    'Phone · Pixel 9 · Chrome 140',
  ],
  [{ type: 'tablet', os: 'iPadOS', browser: '' }, 'Tablet · iPadOS'],
  [{ type: 'desktop', os: '', browser: '' }, 'Computer'],
] as const)('%o is %s', (platform, words) => expect(describePlatform(platform)).toBe(words));

test('is never longer than what may be said', () => {
  const words = describePlatform({ type: 'phone', model: 'x'.repeat(500), os: '', browser: '' });
  expect(words).toHaveLength(80);
});
