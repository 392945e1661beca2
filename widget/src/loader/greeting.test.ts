import { expect, test } from 'vitest';
import { isGreeting } from './greeting.ts';

const good = { applicationName: 'Harbour Bank', channels: ['video'], message: '', brandColor: '#0f5c63' };

test('an answer of our shape is taken', () => {
  expect(isGreeting(good)).toBe(true);
  expect(isGreeting({ ...good, channels: [], later: 1 })).toBe(true);
});

test.each([
  null,
  undefined,
  'text',
  [],
  {},
  { ...good, channels: 'video' },
  { ...good, channels: ['fax'] },
  { ...good, message: 7 },
  { ...good, brandColor: undefined },
  { ...good, applicationName: {} },
])('anything else is not: %j', (answer) => {
  expect(isGreeting(answer)).toBe(false);
});
