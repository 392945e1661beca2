import { expect, test } from 'vitest';
import { newCode, readCode } from './code.ts';

test('codes are eight capitals and digits that nobody confuses, each place taking every letter', () => {
  const codes = Array.from({ length: 4_000 }, newCode);
  for (const code of codes) expect(code).toMatch(/^[ACDEFGHJKMNPQRTUVWXY34679]{8}$/);
  expect(new Set(codes).size).toBe(codes.length);
  for (let place = 0; place < 8; place += 1) expect(new Set(codes.map((code) => code[place])).size).toBe(25);
});

test.each([
  ['ACDEFGHJ', 'ACDEFGHJ'],
  ['acde-fghj', 'ACDEFGHJ'],
  [' acde fghj ', 'ACDEFGHJ'],
  ['ACDEFGH', undefined],
  ['ACDEFGHJK', undefined],
  ['ACDEFGH0', undefined],
  ['ACDEFGHI', undefined],
  ["ACDEFG';", undefined],
  ['', undefined],
])('%j is read as %j', (typed, code) => expect(readCode(typed)).toBe(code));
