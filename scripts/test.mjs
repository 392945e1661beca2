/**
 * `npm test`: installs what is missing, then runs every check and every test, and ends with a line
 * `N passed, N failed`. `npm test -- unit db` runs the named steps only. Logs go to test-results/.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { buildBrowserParts } from './lib/build.mjs';
import { playwrightCounts, shorten, vitestCounts } from './lib/counts.mjs';
import {
  exitCodeOf,
  forwardSignals,
  houseEnv,
  inRoot,
  runTool,
  stopSignal,
  stopWithNpm,
} from './lib/house.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { ownNetwork } from './lib/own-network.mjs';
import { ensureTools } from './lib/tools.mjs';

const stepNames = ['check', 'unit', 'db', 'tools', 'media', 'e2e', 'firefox'];

const chosen = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const unknown = chosen.filter((name) => !stepNames.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown step ${unknown.join(', ')}; there are ${stepNames.join(', ')}.`);
  process.exit(2);
}
const wanted = chosen.length > 0 ? chosen : stepNames;

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

function report(name, counts, seconds, log) {
  const nothingRan = counts.passed + counts.failed + counts.skipped === 0;
  const failed = counts.failed + (nothingRan ? 1 : 0);
  total.passed += counts.passed;
  total.failed += failed;
  total.skipped += counts.skipped;
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  const words = nothingRan ? 'ran nothing' : `${counts.passed} passed, ${counts.failed} failed${skipped}`;
  const mark = failed > 0 ? '✗' : counts.passed > 0 ? '✓' : '–';
  console.log(`${mark} ${name.padEnd(9)} ${seconds.toFixed(1).padStart(6)} s  ${words}`);
  for (const failure of counts.failures) {
    console.log(`    ✗ ${failure.name}`);
    if (failure.message) console.log(failure.message.replaceAll(/^/gm, '        '));
  }
  if (failed > 0) failures.push({ name, log });
}

/** A runner that fell over without a failing test (a crash at its start or its end) is a failure of its own. */
function withCrash(counts, result) {
  if (result.code === 0 || counts.failed > 0) return counts;
  const why = `the runner ended with code ${exitCodeOf(result)}: ${lastLine(result.output)}`;
  return { ...counts, failed: counts.failed + 1, failures: [...counts.failures, { name: why }] };
}

const lastLine = (text) => text.trim().split('\n').at(-1) ?? '';

async function vitest(project, env) {
  const json = `test-results/${project}.json`;
  const log = `test-results/${project}.log`;
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${json}`,
  ];
  const result = await runTool('vitest/vitest.mjs', args, { output: log, env: houseEnv(env) });
  report(project, withCrash(vitestCounts(json), result), result.seconds, log);
}

async function playwright(project, env, before = []) {
  const results = `test-results/${project}`;
  const [json, log] = [`${results}.json`, `${results}.log`];
  const args = ['test', '--config', 'e2e/playwright.config.ts', '--project', project, '--reporter=list,json'];
  args.push('--output', results);
  const result = await runTool('@playwright/test/cli.js', args, {
    output: log,
    before,
    env: houseEnv({ ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: inRoot(json) }),
  });
  report(project, withCrash(playwrightCounts(json), result), result.seconds, log);
}

/** Firefox sends media only from interfaces that are not the loopback, so its stories get a network with one. */
async function firefox(env) {
  const { before, address, why } = await ownNetwork();
  if (why) console.log(`! The stories with Firefox are skipped: ${why}`);
  await playwright('firefox', address ? { ...env, E2E_MEDIA_ADDRESS: address } : env, before);
}

async function check() {
  // Loaded late: the checks import packages that ensureInstalled has just brought.
  const { runChecks } = await import('./lib/checks.mjs');
  const began = performance.now();
  const results = await runChecks({ say: () => {} });
  const failed = results.filter((result) => !result.ok);
  const counts = {
    passed: results.length - failed.length,
    failed: failed.length,
    skipped: 0,
    failures: failed.map(({ name, summary, output }) => ({
      name: `${name}: ${summary}`,
      message: shorten(output),
    })),
  };
  report('check', counts, (performance.now() - began) / 1000, 'test-results/check-*.log');
}

const steps = {
  check,
  unit: (env) => vitest('unit', env),
  db: (env) => vitest('db', env),
  tools: (env) => vitest('tools', env),
  media: (env) => vitest('media', env),
  e2e: (env) => playwright('e2e', env),
  firefox,
};

async function runAll() {
  const needsTools = wanted.some((name) => ['tools', 'media', 'e2e', 'firefox'].includes(name));
  const { env, missing } = needsTools ? await ensureTools() : { env: {}, missing: [] };
  for (const sentence of missing) console.log(`! ${sentence}`);
  if (wanted.some((name) => name !== 'unit') && !(await buildBrowserParts())) {
    report('build', { passed: 0, failed: 1, skipped: 0, failures: [] }, 0, 'test-results/build-*.log');
  }
  // What needs no quiet machine shares its processors; everything after runs alone.
  for (const together of [['check', 'unit'], ['db', 'tools'], ['media'], ['e2e'], ['firefox']]) {
    if (stopSignal()) break;
    await Promise.all(together.filter((name) => wanted.includes(name)).map((name) => steps[name](env)));
  }
}

forwardSignals();
stopWithNpm();
if (chosen.length === 0) rmSync(inRoot('test-results'), { recursive: true, force: true });
mkdirSync(inRoot('test-results'), { recursive: true });
await ensureInstalled();
await runAll();
if (stopSignal()) process.exit(exitCodeOf({ signal: stopSignal() }));
for (const { name, log } of failures) console.log(`The whole story of ${name}: ${log}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
