import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, glob, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache/parley-e2e');

/**
 * Fills `dataDir` with what a server leaves there on its first start. Making a database takes a server several times as
 * long as all else it does, and stories start many servers.
 * @param firstStart starts a server on an empty folder, and stops it in order once it is ready
 */
export async function copyFirstData(dataDir: string, firstStart: FirstStart): Promise<void> {
  made ??= makeFirstData(firstStart);
  await cp(await made, dataDir, { recursive: true });
}

type FirstStart = (dataDir: string) => Promise<void>;
let made: Promise<string> | undefined;

/** Kept from run to run for as long as the server is the same. */
export async function makeFirstData(firstStart: FirstStart): Promise<string> {
  const version = await serverVersion();
  const path = join(cache, version);
  if (existsSync(path)) return path;
  await mkdir(cache, { recursive: true });
  for (const name of await readdir(cache))
    if (!name.startsWith(version)) await rm(join(cache, name), { recursive: true, force: true });
  const unfinished = `${path}.${String(process.pid)}`;
  await rm(unfinished, { recursive: true, force: true });
  await firstStart(unfinished);
  await rename(unfinished, path).catch(async (error: unknown) => {
    // Another worker was faster.
    if (!existsSync(path)) throw error;
    await rm(unfinished, { recursive: true, force: true });
  });
  return path;
}

/** Differs whenever anything differs that could write into the folder. */
async function serverVersion(): Promise<string> {
  const files = ['package-lock.json'];
  for (const part of ['server', 'engagement', 'protocol', 'seal'])
    for await (const file of glob(`${part}/src/**/*.ts`, { cwd: root })) files.push(file);
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(file).update(await readFile(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}
