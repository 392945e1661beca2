/** Which files are ours: what git tracks, or, without git, everything that isn't installed, built or recorded. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { inRoot, root, which } from './house.mjs';

const notOurs = new Set(['node_modules', 'dist', 'data', 'test-results', 'coverage', '.git', '.cache']);

function walk(folder, found) {
  for (const entry of readdirSync(inRoot(folder), { withFileTypes: true })) {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (notOurs.has(entry.name)) continue;
    if (entry.isDirectory()) walk(path, found);
    else if (entry.isFile()) found.push(path);
  }
  return found;
}

/** Paths relative to the root, with `/`. */
export function ourFiles() {
  if (!existsSync(inRoot('.git')) || !which('git')) return walk('', []);
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  return listed
    .split('\0')
    .filter((path) => path && existsSync(inRoot(path)) && statSync(inRoot(path)).isFile());
}
