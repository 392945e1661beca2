import { expect, test } from 'vitest';
import { attemptOf } from './sms-attempt.ts';

const first = attemptOf(undefined, 'Hello', '+12025550123');

test('the same SMS once more keeps its id', () => {
  expect(attemptOf(first, 'Hello', '+12025550123')).toBe(first);
});

test.each([
  ['another text', 'Hello!', '+12025550123'],
  ['another number', 'Hello', '+12025550124'],
])('%s makes it another SMS', (_what, text, number) => {
  const next = attemptOf(first, text, number);
  expect(next).toMatchObject({ sms: { text }, number });
  expect(next.sms.id).not.toBe(first.sms.id);
});
