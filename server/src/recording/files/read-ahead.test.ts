import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAhead } from './read-ahead.ts';

function distant(bytes: Buffer) {
  const fetched: (readonly [start: number, end: number])[] = [];
  const read = readAhead(bytes.length, (start, end) => {
    fetched.push([start, end]);
    return Promise.resolve(bytes.subarray(start, end));
  });
  return { read, fetched };
}

test('gives what was asked for, whatever was read before', async () => {
  const bytes = randomBytes(700_000);
  const ranges = fc.array(fc.tuple(fc.nat(750_000), fc.nat(300_000)), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(ranges, fc.boolean(), async (asked, atOnce) => {
      const { read } = distant(bytes);
      const reads = [];
      for (const [start, length] of asked) {
        const got = read(start, start + length);
        reads.push(got);
        if (!atOnce) await got;
      }
      for (const [index, got] of (await Promise.all(reads)).entries()) {
        const [start = 0, length = 0] = asked[index] ?? [];
        expect(got.equals(bytes.subarray(start, start + length))).toBe(true);
      }
    }),
  );
});

test('asks seldom of whoever reads on, and never beyond the end', async () => {
  const { read, fetched } = distant(randomBytes(20_000_000));
  for (let at = 0; at < 20_000_000; at += 65_572) await read(at, at + 65_572);
  expect(fetched.length).toBeLessThan(12);
  expect(Math.max(...fetched.map(([start, end]) => end - start))).toBeLessThanOrEqual(4 * 1024 * 1024);
  expect(fetched.at(-1)?.[1]).toBe(20_000_000);
});

test('asks for little of whoever jumps', async () => {
  const { read, fetched } = distant(randomBytes(20_000_000));
  for (const at of [10_000_000, 2_000_000, 19_000_000, 5_000_000]) await read(at, at + 1_000);
  expect(fetched.map(([start, end]) => end - start)).toEqual(Array.from({ length: 4 }, () => 131_072));
});

test('asks anew after a failure', async () => {
  let isDown = true;
  const read = readAhead(10, () => {
    return isDown ? Promise.reject(new Error('down')) : Promise.resolve(Buffer.from('0123456789'));
  });
  await expect(read(2, 4)).rejects.toThrow('down');
  isDown = false;
  expect((await read(2, 4)).toString()).toBe('01');
});
