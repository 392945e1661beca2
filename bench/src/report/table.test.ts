import { expect, test } from 'vitest';
import { tableOf } from './table.ts';

test('a table says what was reached and what was not', () => {
  const text = tableOf([
    { what: 'cost', value: 18.456, unit: 'ms', target: { atMost: 20 } },
    { what: 'frames', value: 12, unit: '/s', target: { atLeast: 24 }, note: 'three runs' },
    { what: 'memory', value: 123.4, unit: 'MB' },
  ]);
  expect(text.split('\n').map((line) => line.trim().replaceAll(/\s{2,}/g, ' | '))).toEqual([
    'figure | target',
    'cost | 18.46 ms | ≤ 20 ms | reached',
    'frames | 12 /s | ≥ 24 /s | MISSED',
    'three runs',
    'memory | 123 MB',
  ]);
});
