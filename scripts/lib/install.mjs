/** Brings node_modules into the state that package-lock.json describes. */
import { existsSync, readFileSync } from 'node:fs';
import { exitCodeOf, houseEnv, inRoot, pinnedNode, run, stopSignal } from './house.mjs';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * The first package in which node_modules differs from the lock file, or undefined when it fits. npm writes its own
 * record (`node_modules/.package-lock.json`) at the end of an installation, so a broken-off one doesn't pass.
 */
function firstMisfit() {
  const record = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(record)) return 'everything';
  const wanted = readJson(inRoot('package-lock.json')).packages;
  const present = readJson(record).packages;
  for (const [place, entry] of Object.entries(wanted)) {
    if (!place.startsWith('node_modules/') && !place.includes('/node_modules/')) continue;
    const found = present[place];
    // A package for another platform is in the lock file but never on this machine.
    if (!found && entry.optional) continue;
    if (!found || found.version !== entry.version || found.integrity !== entry.integrity) return place;
  }
  return existsSync(pinnedNode) ? undefined : 'node';
}

/** `npm ci`, with the npm that started us where there is one. */
function npmCi() {
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  // The machine's own Node runs npm: the pinned one is among what npm is about to replace.
  const options = { output: 'test-results/install.log', env: { ...process.env } };
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js') && !process.execPath.startsWith(inRoot('node_modules'))) {
    return run(process.execPath, [npm, ...args], options);
  }
  return run('npm', args, { ...options, env: withoutOwnTools(), shell: process.platform === 'win32' });
}

/** The environment with our own node_modules taken out of the PATH. */
function withoutOwnTools() {
  const env = houseEnv();
  const separator = process.platform === 'win32' ? ';' : ':';
  const folders = env.PATH.split(separator).filter((folder) => !folder.startsWith(inRoot('node_modules')));
  return { ...env, PATH: folders.join(separator) };
}

/** Installs the packages when they don't fit the lock file. Exits the process when that isn't possible. */
export async function ensureInstalled(say = console.log) {
  const misfit = firstMisfit();
  if (!misfit) return;
  const why = misfit === 'everything' ? 'first time' : `${misfit} differs`;
  say(`Installing packages (${why}); this takes a minute …`);
  const tick = process.stdout.isTTY ? setInterval(() => process.stdout.write('.'), 2000) : undefined;
  let result = await npmCi();
  // A dropped connection to the registry is the usual reason; the second attempt finds most of it in npm's cache.
  if (result.code !== 0 && !stopSignal()) result = await npmCi();
  clearInterval(tick);
  if (tick) process.stdout.write('\n');
  if (stopSignal()) process.exit(exitCodeOf({ signal: stopSignal() }));
  if (result.code !== 0) fail(result.output, 'npm ci failed. Is the npm registry reachable?');
  const missing = firstMisfit();
  if (missing)
    fail(result.output, `npm ci worked, but ${missing} is missing. Are install scripts switched off?`);
  say(`Installed in ${Math.round(result.seconds)} s.`);
}

function fail(output, sentence) {
  const lines = output.split('\n').filter((line) => !line.includes('EBADENGINE'));
  console.error(lines.slice(-40).join('\n'));
  console.error(sentence);
  process.exit(1);
}
