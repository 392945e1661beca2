import { expect, test } from 'vitest';
import { countPlaywright, countVitest } from './counts.mjs';
import { inRoot } from './house.mjs';

const long = Array.from({ length: 60 }, (_, n) => `line ${n}`).join('\n');

test('a failed test of Vitest is named, with the beginning of its message', () => {
  const counts = countVitest({
    numPassedTests: 2,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [
      {
        name: inRoot('server', 'a.test.ts'),
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'fine', failureMessages: [] },
          { status: 'failed', fullName: 'red', failureMessages: ['\u001B[31mexpected 1\u001B[39m to be 2'] },
          { status: 'failed', fullName: 'long', failureMessages: [long] },
        ],
      },
      { name: inRoot('b.test.ts'), status: 'failed', message: 'no such module', assertionResults: [] },
    ],
  });
  expect(counts).toMatchObject({ passed: 2, failed: 3, skipped: 1 });
  expect(counts.failures[0]).toEqual({ name: 'server/a.test.ts: red', message: 'expected 1 to be 2' });
  expect(counts.failures[1].message.split('\n')).toHaveLength(41);
  expect(counts.failures[2]).toEqual({ name: 'b.test.ts: did not run', message: 'no such module' });
});

test('a failed story of Playwright is named, with why its last try failed', () => {
  const results = [{ errors: [{ message: 'first' }] }, { errors: [{ message: 'second', snippet: '> 7 |' }] }];
  const counts = countPlaywright({
    suites: [
      {
        specs: [{ ok: true, file: 'a.spec.ts', title: 'fine' }],
        suites: [{ specs: [{ ok: false, file: 'a.spec.ts', title: 'red', tests: [{ results }] }] }],
      },
    ],
    errors: [{ message: 'no server' }],
    stats: { expected: 1, flaky: 0, skipped: 0 },
  });
  expect(counts).toMatchObject({ passed: 1, failed: 2 });
  expect(counts.failures).toEqual([
    { name: 'a.spec.ts: red', message: 'second\n> 7 |' },
    { name: 'outside of a test', message: 'no server' },
  ]);
});
