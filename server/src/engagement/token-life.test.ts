import { expect, test } from 'vitest';
import { tokenIsLive } from './token-life.ts';

const endedAt = '2026-01-05T09:00:00.000Z';

test('a token lives with its engagement, and ten minutes longer', () => {
  expect(tokenIsLive({ phase: 'waiting' }, endedAt)).toBe(true);
  expect(tokenIsLive({ phase: 'active' }, '2027-01-05T09:00:00.000Z')).toBe(true);
  expect(tokenIsLive({ phase: 'ended', endedAt }, '2026-01-05T09:09:59.999Z')).toBe(true);
  expect(tokenIsLive({ phase: 'ended', endedAt }, '2026-01-05T09:10:00.000Z')).toBe(false);
});
