import { describe, expect, test } from 'vitest';
import { attemptMs, disconnectedMs, nextStep, type LegFacts } from './recover.ts';

const connected: LegFacts = {
  isOnline: true,
  current: { state: 'connected', since: 0 },
  isStale: false,
  failures: 0,
  lastAttemptAt: 0,
};
const now = 100_000;

test('a good connection is left alone', () => {
  expect(nextStep(connected, now)).toEqual({ how: 'rest' });
});

test('the first connection is made at once', () => {
  expect(nextStep({ isOnline: true, isStale: false, failures: 0, lastAttemptAt: undefined }, 0)).toEqual({
    how: 'build',
  });
});

test('nothing is made while there is nobody to ask', () => {
  const lost = { ...connected, isOnline: false, current: { state: 'failed', since: 0 } } as const;
  expect(nextStep(lost, now)).toEqual({ how: 'rest' });
});

test.each(['failed', 'closed'] as const)('%s is made anew at once', (state) => {
  expect(nextStep({ ...connected, current: { state, since: now } }, now)).toEqual({ how: 'build' });
});

test('disconnected may pass; after a second it has not', () => {
  const facts = { ...connected, current: { state: 'disconnected', since: now } } as const;
  expect(nextStep(facts, now)).toEqual({ how: 'wait', until: now + disconnectedMs });
  expect(nextStep(facts, now + disconnectedMs)).toEqual({ how: 'build' });
});

test('a stale connection is replaced although it works', () => {
  expect(nextStep({ ...connected, isStale: true }, now)).toEqual({ how: 'build' });
});

describe('an attempt', () => {
  const making = {
    ...connected,
    isStale: true,
    next: { startedAt: now, hasFailed: false },
    lastAttemptAt: now,
  };

  test('has six seconds', () => {
    expect(nextStep(making, now)).toEqual({ how: 'wait', until: now + attemptMs });
    expect(nextStep(making, now + attemptMs)).toEqual({ how: 'build' });
  });

  test('that fails is followed by others, further and further apart, at most 2 s', () => {
    const waits = [0, 1, 2, 3, 4, 20].map((failures) => {
      const step = nextStep({ ...making, next: { startedAt: now, hasFailed: true }, failures }, now);
      return step.how === 'wait' ? step.until - now : undefined;
    });
    expect(waits).toEqual([250, 250, 500, 1_000, 2_000, 2_000]);
  });
});
