import { expect, test } from 'vitest';
import { codeIn } from './code.ts';

test.each([
  ['/join/ACDEFGHJ', 'ACDEFGHJ'],
  ['/join/acde%20fghj', 'acde fghj'],
  ['/join/', ''],
  ['/join', ''],
  ['/join/%E0%A4%A', ''],
  [`/join/${'x'.repeat(90)}`, 'x'.repeat(40)],
])('%s has the code %j', (path, code) => expect(codeIn(path)).toBe(code));
