import { expect, test } from 'vitest';
import { Arrivals } from './arrivals.ts';
import { writeStamp } from './packets.ts';

function packet(sender: number, index: number): Buffer {
  const bytes = Buffer.alloc(100);
  writeStamp(bytes, { sender, index, sentAt: performance.now() - 5 });
  return bytes;
}

test('counts what was sent within the measurement once, and nothing else', () => {
  const arrivals = new Arrivals();
  arrivals.take(packet(1, 9));
  arrivals.begin(
    new Map([
      [1, 10],
      [2, 0],
    ]),
    1,
  );
  for (const index of [9, 10, 11, 11, 13, 14]) arrivals.take(packet(1, index));
  arrivals.take(packet(2, 0));
  arrivals.take(packet(3, 12));
  arrivals.take(Buffer.alloc(3));
  const figures = arrivals.end(
    new Map([
      [1, 14],
      [2, 1],
    ]),
  );
  expect(figures).toMatchObject({ delivered: 4, duplicates: 1 });
  expect(Math.min(...figures.latencies)).toBeGreaterThanOrEqual(5);
});
