import { expect, test } from 'vitest';
import { ServerClock } from './server-clock.ts';

test('the quickest of the last answers counts', () => {
  const clock = new ServerClock();
  const now = Date.parse('2026-01-01T00:00:00.000Z');
  clock.add('2026-01-01T00:00:07.000Z', 900, now);
  expect(clock.offsetMs).toBe(7_450);
  clock.add('2026-01-01T00:00:05.000Z', 20, now);
  expect(clock.offsetMs).toBe(5_010);
  clock.add('2026-01-01T00:00:09.000Z', 400, now);
  expect(clock.offsetMs).toBe(5_010);
});

test('an old answer is forgotten after eight others', () => {
  const clock = new ServerClock();
  clock.add('1970-01-01T00:00:01.000Z', 0, 0);
  for (let time = 0; time < 8; time += 1) clock.add('1970-01-01T00:00:03.000Z', 10, 0);
  expect(clock.offsetMs).toBe(3_005);
});
