import { expect, test, vi } from 'vitest';
import { reportsOf } from './reports.ts';

const report = { type: 'candidate-pair' };
const giving = (getStats: () => Promise<RTCStatsReport>) => reportsOf({ getStats });

test('what is reported', async () => {
  const stats = new Map([['a', report]]);
  expect(await giving(() => Promise.resolve(stats))).toEqual([report]);
});

test('a connection that is being closed reports nothing, whether it says so or not', async () => {
  expect(await giving(() => Promise.reject(new DOMException('closed', 'InvalidStateError')))).toEqual([]);
  vi.useFakeTimers();
  const silent = giving(() => new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await silent).toEqual([]);
  vi.useRealTimers();
});
