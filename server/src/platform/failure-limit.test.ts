import { expect, test } from 'vitest';
import { createManualClock } from '../../test/manual-clock.ts';
import { createFailureLimit } from './failure-limit.ts';

function limitOf(options: Partial<Parameters<typeof createFailureLimit>[1]> = {}) {
  const clock = createManualClock();
  return {
    clock,
    limit: createFailureLimit(clock, { failures: 3, windowMs: 60_000, maxKeys: 10, ...options }),
  };
}

test('the key waits until its oldest failure has left the window', () => {
  const { clock, limit } = limitOf();
  for (let n = 0; n < 3; n += 1) {
    expect(limit.waitSeconds('a')).toBe(0);
    limit.recordFailure('a');
    clock.advance(10_000);
  }
  expect(limit.waitSeconds('a')).toBe(30);
  expect(limit.waitSeconds('b')).toBe(0);
  clock.advance(30_000);
  expect(limit.waitSeconds('a')).toBe(0);
});

test('a success makes up for failures', () => {
  const { limit } = limitOf({ failures: 1 });
  limit.recordFailure('a');
  expect(limit.waitSeconds('a')).toBeGreaterThan(0);
  limit.forget('a');
  expect(limit.waitSeconds('a')).toBe(0);
});

test('no more keys are remembered than allowed, the stalest goes first', () => {
  const { clock, limit } = limitOf({ failures: 1, maxKeys: 2 });
  for (const key of ['a', 'b', 'a', 'c']) {
    limit.recordFailure(key);
    clock.advance(1);
  }
  expect(limit.waitSeconds('b')).toBe(0);
  expect(limit.waitSeconds('a')).toBeGreaterThan(0);
  expect(limit.waitSeconds('c')).toBeGreaterThan(0);
});
