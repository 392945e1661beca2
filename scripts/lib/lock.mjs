/** Whether package-lock.json names everything that its packages depend on, and no registry. */
import { readFileSync } from 'node:fs';
import { inRoot } from './house.mjs';

/** Where Node would look for a dependency of the package at `place`, from the inside out. */
function* placesToLook(place, name) {
  let folder = place;
  while (folder) {
    yield `${folder}/node_modules/${name}`;
    folder = folder.includes('/node_modules/') ? folder.slice(0, folder.lastIndexOf('/node_modules/')) : '';
  }
  yield `node_modules/${name}`;
}

/** Dependencies that the lock file asks for but doesn't hold: `{ name, version, optional, dev }`. */
export function missingFromLock(lock) {
  const missing = new Map();
  for (const [place, entry] of Object.entries(lock.packages)) {
    const required = { ...entry.dependencies, ...entry.devDependencies };
    for (const [name, version] of Object.entries({ ...required, ...entry.optionalDependencies })) {
      if ([...placesToLook(place, name)].some((candidate) => candidate in lock.packages)) continue;
      const optional = name in (entry.optionalDependencies ?? {});
      missing.set(name, { name, version, optional, dev: entry.dev === true });
    }
  }
  return [...missing.values()];
}

/** The check: `{ ok, summary, output }`. */
export function checkLock() {
  const lock = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  const missing = missingFromLock(lock).map((entry) => `${entry.name} is missing (npm run lock)`);
  const stale = lock.packages[''].workspaces.flatMap((name) => differences(name, lock.packages[name] ?? {}));
  const faults = [...missing, ...stale];
  const count = Object.keys(lock.packages).length;
  return {
    ok: faults.length === 0 && count >= 100,
    summary: faults.length > 0 ? `${faults.length} faults` : `${count} packages`,
    output: faults.join('\n'),
  };
}

/** Dependencies of a workspace that its package.json and the lock file don't agree on. */
function differences(workspace, locked) {
  const manifest = JSON.parse(readFileSync(inRoot(workspace, 'package.json'), 'utf8'));
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) => {
    const names = new Set([...Object.keys(manifest[kind] ?? {}), ...Object.keys(locked[kind] ?? {})]);
    return [...names]
      .filter((name) => manifest[kind]?.[name] !== locked[kind]?.[name])
      .map((name) => `${workspace}: ${name} differs from package.json (npm install)`);
  });
}
