import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { filesContract, keysOf, valueOf } from '../../../test/files-contract.ts';
import { openLocalFiles } from './local-files.ts';

const run = promisify(execFile);
const folders: string[] = [];
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-files-'));
  folders.push(folder);
  return folder;
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

filesContract('in a folder', async () => openLocalFiles(join(await newFolder(), 'made when it is needed')));

test('nobody else can read them', async () => {
  const folder = join(await newFolder(), 'recordings');
  const from = join(await newFolder(), 'from');
  await writeFile(from, 'for us', { mode: 0o644 });
  const files = await openLocalFiles(folder);
  valueOf(await files.put('engagement/take', from));
  for (const path of ['', 'engagement', 'engagement/take']) {
    expect({ path, othersMay: (await stat(join(folder, path))).mode & 0o077 }).toEqual({
      path,
      othersMay: 0,
    });
  }
});

test('what a process that died left half copied is cleared away, and never was in the list', async () => {
  const folder = await newFolder();
  await mkdir(join(folder, '.unfinished'));
  await writeFile(join(folder, '.unfinished', 'half'), 'ha');
  expect(await keysOf(await openLocalFiles(folder))).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
});

test('a failed put leaves what was there, and nothing else', async () => {
  const folder = await newFolder();
  const from = join(folder, '..', `from-${String(process.pid)}`);
  await writeFile(from, 'x');
  folders.push(from);
  const files = await openLocalFiles(folder);
  valueOf(await files.put('taken', from));
  expect(await files.put('taken/below', from)).toMatchObject({ ok: false, failure: 'refused' });
  expect(await keysOf(files)).toEqual(['taken']);
  expect(await readdir(join(folder, '.unfinished'))).toEqual([]);
});

/** A file system of this size in the folder; false where we may not make one. */
async function mountSmall(folder: string, size: string): Promise<boolean> {
  return run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).then(
    () => true,
    () => false,
  );
}

test('a full disk is named, and what did not fit leaves nothing', async ({ skip }) => {
  const folder = await newFolder();
  if (!(await mountSmall(folder, '256k'))) skip('file systems can be mounted by root only');
  try {
    const from = join(await newFolder(), 'from');
    await writeFile(from, Buffer.alloc(1_000_000));
    const files = await openLocalFiles(folder);
    expect(await files.put('big', from)).toMatchObject({ ok: false, failure: 'no-space' });
    expect(await keysOf(files)).toEqual([]);
    expect(await readdir(join(folder, '.unfinished'))).toEqual([]);
    await writeFile(from, 'small');
    valueOf(await files.put('small', from));
  } finally {
    await run('umount', [folder]);
  }
});

test('a folder that we may not write to refuses', async ({ skip }) => {
  const folder = await newFolder();
  const isRoot = userInfo().uid === 0;
  // Root may write wherever anybody may.
  if (isRoot && !(await mountSmall(folder, '256k,ro'))) skip('no file system can be mounted here');
  if (!isRoot) await chmod(folder, 0o500);
  try {
    const from = join(await newFolder(), 'from');
    await writeFile(from, 'x');
    const files = await openLocalFiles(folder);
    expect(await files.put('x', from)).toMatchObject({ ok: false, failure: 'refused' });
    expect(valueOf(await files.open('x'))).toBeUndefined();
  } finally {
    if (isRoot) await run('umount', [folder]);
  }
});

test('a folder that is a file refuses', async () => {
  const file = join(await newFolder(), 'file');
  await writeFile(file, 'x');
  const files = await openLocalFiles(file);
  expect(await files.put('x', file)).toMatchObject({ ok: false, failure: 'refused' });
  expect(valueOf(await files.open('x'))).toBeUndefined();
});
