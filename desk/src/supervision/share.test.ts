import { expect, test } from 'vitest';
import { shareInTime } from './share.ts';

test('who gave up counts against the share, and without customers there is none', () => {
  expect(shareInTime({ answered: 3, inTime: 2, abandoned: 1 })).toBe(0.5);
  expect(shareInTime({ answered: 0, inTime: 0, abandoned: 2 })).toBe(0);
  expect(shareInTime({ answered: 0, inTime: 0, abandoned: 0 })).toBeUndefined();
});
