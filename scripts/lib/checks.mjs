/**
 * The static checks. Each resolves to `{ ok, summary, output }`; none may pass for having looked at nothing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { buildBrowserParts } from './build.mjs';
import { inRoot, runTool } from './house.mjs';
import { checkLock } from './lock.mjs';
import { checkTidiness } from './tidiness.mjs';
import { checkWords } from './words.mjs';

const readJson = (...parts) => JSON.parse(readFileSync(inRoot(...parts), 'utf8'));
const workspaces = readJson('package.json').workspaces;

/** Fewer modules than this means that the borders were not looked at (dependency-cruiser passes on nothing). */
const fewestModules = 100;

/** Fewer files than this means that a tool was pointed at the wrong place. */
const fewestFiles = 100;

const logOf = (name) => `test-results/check-${name.replaceAll(' ', '-')}.log`;
const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

async function types() {
  const projects = [...workspaces, 'scripts'].filter((name) => existsSync(inRoot(name, 'tsconfig.json')));
  const faults = [];
  let output = '';
  for (const name of projects) {
    const log = `test-results/check-types-${name}.log`;
    const result = await runTool('typescript/bin/tsc', ['-p', name, '--pretty', 'false'], { output: log });
    const count = result.output.match(/error TS/g)?.length ?? 0;
    if (result.code !== 0) faults.push(`${name} (${plural(count, 'error')})`);
    output += result.output;
  }
  const sourceless = workspaces.filter((name) => existsSync(inRoot(name, 'src')) && !projects.includes(name));
  if (sourceless.length > 0) faults.push(`no tsconfig.json: ${sourceless.join(', ')}`);
  return {
    ok: faults.length === 0,
    summary: faults.join(', ') || plural(projects.length, 'project'),
    output,
  };
}

async function lint() {
  const args = ['.', '--type-aware', '--deny-warnings', '--format=unix'];
  const result = await runTool('oxlint/bin/oxlint', args, { output: logOf('lint') });
  const looked = await runTool('oxlint/bin/oxlint', ['.', '--debug=files'], { output: logOf('lint-files') });
  const files = looked.output.trim().split('\n').length;
  const faults = result.output.split('\n').filter((line) => /\[(Error|Warning)\//.test(line)).length;
  if (result.code !== 0) return { ok: false, summary: plural(faults, 'fault'), output: result.output };
  return enough(files, fewestFiles, 'file', result.output);
}

async function format() {
  const result = await runTool('oxfmt/bin/oxfmt', ['--check', '.'], { output: logOf('format') });
  const faults = result.output.split('\n').filter((line) => /\(\d+ms\)$/.test(line)).length;
  const files = Number(result.output.match(/on (\d+) files/)?.[1] ?? 0);
  if (result.code !== 0) {
    return {
      ok: false,
      summary: `${plural(faults, 'file')} to format (npm run format)`,
      output: result.output,
    };
  }
  return enough(files, fewestFiles, 'file', result.output);
}

async function borders() {
  const folders = workspaces.map((name) => `${name}/src`).filter((folder) => existsSync(inRoot(folder)));
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'err', ...folders];
  const result = await runTool('dependency-cruiser/bin/dependency-cruiser.mjs', args, {
    output: logOf('borders'),
  });
  const modules = Number(
    result.output.match(/\((\d+) modules/)?.[1] ?? result.output.match(/(\d+) modules,/)?.[1] ?? 0,
  );
  const faults = result.output.match(/(\d+) dependency violations/)?.[1];
  if (result.code !== 0)
    return { ok: false, summary: `${faults ?? 'unknown'} violations`, output: result.output };
  return enough(modules, fewestModules, 'module', result.output);
}

async function deadCode() {
  // The widget's own build configuration reads what the first half of its build wrote.
  await buildBrowserParts({ only: ['widget'], say: () => {} });
  const result = await runTool('knip/bin/knip.js', ['--no-progress'], { output: logOf('dead-code') });
  const findings = [...result.output.matchAll(/\((\d+)\)$/gm)].reduce(
    (sum, match) => sum + Number(match[1]),
    0,
  );
  return {
    ok: result.code === 0,
    summary: result.code === 0 ? 'nothing unused' : plural(findings, 'finding'),
    output: result.output,
  };
}

async function size() {
  if (!(await buildBrowserParts({ only: ['widget'], say: () => {} }))) {
    return { ok: false, summary: 'the widget does not build', output: '' };
  }
  const result = await runTool('size-limit/bin.js', ['--json'], { output: logOf('size') });
  if (!result.output.trim().startsWith('['))
    return { ok: false, summary: 'nothing measured', output: result.output };
  const files = JSON.parse(result.output);
  const words = files.map(
    (file) => `${file.name} ${(file.size / 1000).toFixed(1)} of ${file.sizeLimit / 1000} kB`,
  );
  const ok = result.code === 0 && files.length > 0 && files.every((file) => file.size > 0);
  return { ok, summary: words.join(', '), output: result.output };
}

function enough(count, fewest, noun, output) {
  const ok = count >= fewest;
  return { ok, summary: ok ? plural(count, noun) : `looked at only ${plural(count, noun)}`, output };
}

/** Every check by its name, in the order of running; those that take long first. */
export const checks = {
  types,
  lint,
  format,
  borders,
  'dead code': deadCode,
  size,
  words: checkWords,
  tidiness: checkTidiness,
  lock: checkLock,
};

/** Runs the named checks one after another; `say` gets one line for each. */
export async function runChecks({ names = Object.keys(checks), say = console.log } = {}) {
  const results = [];
  for (const name of names) {
    const began = performance.now();
    const result = await checks[name]();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(`${result.ok ? '✓' : '✗'} ${name.padEnd(9)} ${seconds.padStart(5)} s  ${result.summary}`);
    if (!result.ok) say(result.output.trim());
    results.push({ name, ...result });
  }
  return results;
}
