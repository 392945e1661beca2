import { randomInt } from 'node:crypto';

/** Capitals and digits that can't be taken for each other, read or heard: without 0 O, 1 I L, 2 Z, 5 S, 8 B. */
const letters = 'ACDEFGHJKMNPQRTUVWXY34679';
const codeLength = 8;

/** Eight letters of 25 each: 1.5 × 10¹¹ codes, without a pattern. */
export const newCode = (): string =>
  Array.from({ length: codeLength }, () => letters.charAt(randomInt(letters.length))).join('');

const wellFormed = new RegExp(`^[${letters}]{${String(codeLength)}}$`);

/** The code that somebody means by what they typed, in any case, with or without spaces; undefined for what is none. */
export function readCode(typed: string): string | undefined {
  const code = typed.replaceAll(/[\s-]/g, '').toUpperCase();
  return wellFormed.test(code) ? code : undefined;
}
