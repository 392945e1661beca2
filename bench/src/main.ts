/**
 * `npm run bench [-- name … --soak --publish --list]`: runs the benchmarks named, or all but the long ones; prints a table
 * of each and writes it to `bench/results/<name>.json`; `--publish` brings docs/benchmarks.md up to what is there. Ends with
 * status 1 when one could not be run, not when a target is missed: the numbers are for people to judge.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchmarks } from './benchmarks.ts';
import { Skipped, type Benchmark, type Settings } from './report/benchmark.ts';
import { publish, type Result } from './report/document.ts';
import { machineFacts } from './report/machine.ts';
import { tableOf } from './report/table.ts';

const results = join(import.meta.dirname, '../results');
const page = join(import.meta.dirname, '../../docs/benchmarks.md');

const { values: flags, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    soak: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    publish: { type: 'boolean', default: false },
  },
});

const settings: Settings = {
  chromium: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  soak: flags.soak,
  say: (line) => {
    console.log(`  ${line}`);
  },
};

function chosen(): readonly Benchmark[] {
  const unknown = names.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown.length > 0) {
    console.error(`There is no benchmark ${unknown.join(', ')}; there are:\n${listed()}`);
    process.exit(2);
  }
  if (names.length > 0) return benchmarks.filter(({ name }) => names.includes(name));
  return benchmarks.filter(({ long }) => !long || flags.soak);
}

const listed = (): string =>
  benchmarks.map(({ name, long }) => `  ${name}${long ? ' (long: by name, or with --soak)' : ''}`).join('\n');

/** False when it could not be run. */
async function runOne({ name, method, run }: Benchmark): Promise<boolean> {
  console.log(`\n${name}\n  ${method}`);
  const machine = machineFacts(settings.chromium);
  const at = new Date().toISOString();
  try {
    const outcome = await run(settings);
    const result: Result = { name, at, method, machine, ...outcome };
    await writeFile(join(results, `${name}.json`), `${JSON.stringify(result, undefined, 1)}\n`);
    console.log(`\n${tableOf(result.figures)}`);
    return true;
  } catch (error) {
    if (!(error instanceof Skipped)) console.error(error);
    else console.log(`\n  left out: ${error.message}`);
    return error instanceof Skipped;
  }
}

if (flags.list) {
  console.log(listed());
} else {
  await mkdir(results, { recursive: true });
  let allRan = true;
  for (const benchmark of chosen()) allRan = (await runOne(benchmark)) && allRan;
  if (flags.publish)
    await publish(
      results,
      page,
      benchmarks.map(({ name }) => name),
    );
  process.exit(allRan ? 0 : 1);
}
