/** Reads how many tests passed and failed, and why, out of the runners' JSON reports. */
import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { inRoot } from './house.mjs';

const nothing = { passed: 0, failed: 0, skipped: 0, failures: [] };
/** Enough for an assertion with its difference and where it stands. */
const shownLines = 40;

function readReport(path) {
  if (!existsSync(inRoot(path))) return undefined;
  return JSON.parse(readFileSync(inRoot(path), 'utf8'));
}

/** Counts of Vitest's JSON report at `path`; see `countVitest`. */
export function vitestCounts(path) {
  const report = readReport(path);
  return report ? countVitest(report) : nothing;
}

/** Counts of Playwright's JSON report at `path`; see `countPlaywright`. */
export function playwrightCounts(path) {
  const report = readReport(path);
  return report ? countPlaywright(report) : nothing;
}

/**
 * `{ passed, failed, skipped, failures }`; a failure has the `name` of its test and the beginning of its `message`.
 * A file that could not even be loaded counts as one failure.
 */
export function countVitest(report) {
  const failures = [];
  for (const file of report.testResults) {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    for (const { fullName, failureMessages } of failed)
      failures.push(failure(`${relative(file.name)}: ${fullName}`, failureMessages));
    if (file.status === 'failed' && failed.length === 0)
      failures.push(failure(`${relative(file.name)}: did not run`, [file.message]));
  }
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

/** The same of Playwright's report. Of a test that was tried several times, the last try tells why. */
export function countPlaywright(report) {
  const failures = [];
  const visit = (suite) => {
    for (const spec of suite.specs ?? [])
      if (!spec.ok) failures.push(failure(`${spec.file}: ${spec.title}`, messagesOf(spec)));
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites) visit(suite);
  for (const error of report.errors) failures.push(failure('outside of a test', [error.message]));
  const { expected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: failures.length, skipped, failures };
}

const messagesOf = (spec) =>
  (spec.tests ?? [])
    .flatMap((test) => test.results?.at(-1)?.errors ?? [])
    .map((error) => [error.message, error.snippet].filter(Boolean).join('\n'));

const failure = (name, messages = []) => ({ name, message: shorten(messages.filter(Boolean).join('\n')) });

/** The first lines of what a tool said, without colours. */
export function shorten(text = '') {
  const lines = stripVTControlCharacters(text).trimEnd().split('\n');
  return [...lines.slice(0, shownLines), ...(lines.length > shownLines ? ['…'] : [])].join('\n');
}

const relative = (file) => file.replace(`${inRoot()}/`, '');
