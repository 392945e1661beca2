/** Builds the browser parts with Vite, each only when something that goes into it changed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { houseEnv, inRoot, run } from './house.mjs';

const browserParts = ['desk', 'console', 'widget'];

/** The workspaces that a part is built from: itself and whatever of ours it can import. */
const sources = ['protocol', 'engagement', 'call', 'ink', 'cobrowse', 'ui'];

function filesBelow(folder, found = []) {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (['node_modules', 'dist', 'test'].includes(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) filesBelow(path, found);
    else found.push(path);
  }
  return found;
}

function hashOfInputs(part) {
  const hash = createHash('sha256');
  const folders = [part, ...sources].map((name) => inRoot(name)).filter((folder) => existsSync(folder));
  for (const file of [...folders.flatMap((folder) => filesBelow(folder)), inRoot('package-lock.json')]) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** The command that builds a part; undefined when there is no such part, or nothing to build in it. */
function buildCommand(part) {
  const manifest = inRoot(part, 'package.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).scripts?.build : undefined;
}

/** Builds one part if `force` is set or its inputs changed; resolves to false when that failed. */
async function buildPart(part, command, { force, say }) {
  const stamp = inRoot(part, 'dist', '.inputs');
  const inputs = hashOfInputs(part);
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return true;
  const result = await run(command, [], {
    cwd: inRoot(part),
    env: houseEnv({ NODE_ENV: 'production' }),
    output: `test-results/build-${part}.log`,
    shell: true,
  });
  if (result.code !== 0) {
    console.error(result.output);
    console.error(`Building ${part} failed.`);
    return false;
  }
  mkdirSync(inRoot(part, 'dist'), { recursive: true });
  writeFileSync(stamp, inputs);
  say(`Built ${part} in ${result.seconds.toFixed(1)} s.`);
  return true;
}

/** Builds what is out of date, by the `build` script of each part. Resolves to true when everything is built. */
export async function buildBrowserParts({ force = false, only = browserParts, say = console.log } = {}) {
  for (const part of only) {
    const command = buildCommand(part);
    if (command && !(await buildPart(part, command, { force, say }))) return false;
  }
  return true;
}
