import { expect, test } from 'vitest';
import { numberOf } from './number.ts';

test.each([
  ['+44 20 7946 0958', '+442079460958'],
  ['+1 (202) 555-0123', '+12025550123'],
  ['0049 30/123 45 67', '+49301234567'],
  ['+49.30.1234567', '+49301234567'],
  ['030 1234567', undefined],
  ['+0 20 7946 0958', undefined],
  ['+44 20', undefined],
  ['+44 20 7946 0958 0000 0000', undefined],
  ['+44 abc', undefined],
  ['', undefined],
])('%j is %j', (written, number) => expect(numberOf(written)).toBe(number));
