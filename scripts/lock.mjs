/**
 * `npm run lock`, after adding a dependency: completes package-lock.json. npm leaves optional packages of other
 * platforms out of the lock file when it can't get or doesn't need them where it runs, and then refuses the file
 * elsewhere (`npm ci`: "Missing … from lock file"). What is added says its version and its platform.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './lib/house.mjs';
import { missingFromLock } from './lib/lock.mjs';

const path = inRoot('package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const missing = missingFromLock(lock);
const impossible = missing.filter((entry) => !entry.optional || !/^\d/.test(entry.version));
if (impossible.length > 0) {
  console.error(
    `Not a matter of platforms: ${impossible.map((entry) => entry.name).join(', ')}. Run npm install.`,
  );
  process.exit(1);
}

/** Node's names for a platform, as they occur in the names of packages. */
const parts = {
  os: {
    android: 'android',
    darwin: 'darwin',
    freebsd: 'freebsd',
    linux: 'linux',
    openharmony: 'openharmony',
    win32: 'win32',
    windows: 'win32',
  },
  cpu: {
    arm: 'arm',
    arm64: 'arm64',
    ia32: 'ia32',
    loong64: 'loong64',
    ppc64: 'ppc64',
    riscv64: 'riscv64',
    s390x: 's390x',
    x64: 'x64',
  },
  libc: { gnu: 'glibc', musl: 'musl' },
};

function platformOf(name) {
  const words = name.split(/[/-]/);
  const platform = {};
  for (const [field, names] of Object.entries(parts)) {
    const word = words.find((candidate) => candidate in names);
    if (word) platform[field] = [names[word]];
  }
  // ABI suffixes such as `gnueabihf` name no C library that npm knows.
  return platform;
}

for (const { name, version, dev } of missing) {
  const platform = platformOf(name);
  if (!platform.os) throw new Error(`No platform in the name of ${name}`);
  lock.packages[`node_modules/${name}`] = {
    version,
    ...(dev ? { dev: true } : {}),
    optional: true,
    ...platform,
  };
}
const [own, ...others] = Object.keys(lock.packages);
const sorted = [own, ...others.sort((a, b) => a.localeCompare(b, 'en'))];
lock.packages = Object.fromEntries(sorted.map((place) => [place, lock.packages[place]]));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} packages of other platforms added to the lock file.`);
