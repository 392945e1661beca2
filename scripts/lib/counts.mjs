/** Reads how many tests passed and failed out of the runners' JSON reports. */
import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './house.mjs';

const nothing = { passed: 0, failed: 0, skipped: 0, failures: [] };

function readReport(path) {
  if (!existsSync(inRoot(path))) return undefined;
  return JSON.parse(readFileSync(inRoot(path), 'utf8'));
}

/** Vitest's JSON report. A file that could not even be loaded counts as one failure. */
export function vitestCounts(path) {
  const report = readReport(path);
  if (!report) return nothing;
  const failures = [];
  for (const file of report.testResults) {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    failures.push(...failed.map((test) => `${relative(file.name)}: ${test.fullName}`));
    if (file.status === 'failed' && failed.length === 0)
      failures.push(`${relative(file.name)}: ${firstLine(file.message)}`);
  }
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

/** Playwright's JSON report. */
export function playwrightCounts(path) {
  const report = readReport(path);
  if (!report) return nothing;
  const failures = [];
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) if (!spec.ok) failures.push(`${spec.file}: ${spec.title}`);
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites) visit(suite);
  failures.push(...report.errors.map((error) => firstLine(error.message ?? 'error outside of a test')));
  const { expected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: failures.length, skipped, failures };
}

const relative = (file) => file.replace(`${inRoot()}/`, '');
const firstLine = (text) => (text ?? '').split('\n', 1)[0];
