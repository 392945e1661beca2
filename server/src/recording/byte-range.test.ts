import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteRange } from './byte-range.ts';

test.each([
  [undefined, 'all'],
  ['', 'all'],
  ['bytes=0-', { start: 0, end: 100 }],
  ['bytes=0-0', { start: 0, end: 1 }],
  ['bytes=99-', { start: 99, end: 100 }],
  ['bytes=90-200', { start: 90, end: 100 }],
  ['bytes=-10', { start: 90, end: 100 }],
  ['bytes=-1000', { start: 0, end: 100 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-4', 'all'],
  ['bytes=0-1,3-4', 'all'],
  ['items=0-1', 'all'],
  ['bytes=-', 'all'],
  ['bytes=1e3-', 'all'],
  ['bytes=9999999999999999-', 'all'],
])('%s of 100 bytes is %j', (header, range) => {
  expect(byteRange(header, 100)).toEqual(range);
});

test('nothing is satisfiable of an empty file', () => {
  expect(byteRange('bytes=0-', 0)).toBe('unsatisfiable');
  expect(byteRange('bytes=-5', 0)).toBe('unsatisfiable');
});

test('whatever is asked for, a range lies within the file', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(1_000), fc.nat(1_000), fc.nat(500), (text, a, b, size) => {
      for (const header of [
        text,
        `bytes=${text}`,
        `bytes=${String(a)}-${String(b)}`,
        `bytes=-${String(a)}`,
      ]) {
        const range = byteRange(header, size);
        if (typeof range === 'string') continue;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeGreaterThan(range.start);
        expect(range.end).toBeLessThanOrEqual(size);
      }
    }),
  );
});
