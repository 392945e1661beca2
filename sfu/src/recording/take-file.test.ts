import { closeSealed, fileSource, openSealed } from '@parley/seal';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TakeFile } from './take-file.ts';

const key = randomBytes(32);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-take-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function making(path: string) {
  const told: string[] = [];
  const file = new TakeFile(
    path,
    key,
    { of: 'a test' },
    {
      onWriting: () => told.push('writing'),
      onProblem: (problem) => told.push(problem),
    },
  );
  return { file, told };
}

async function contentOf(path: string): Promise<Buffer> {
  await using file = await open(path);
  const opened = await openSealed(await fileSource(file), key);
  const parts: Buffer[] = [];
  for await (const part of opened.read(0, opened.size)) parts.push(part);
  return Buffer.concat(parts);
}

test('what is written is there in its order, though its buffer is used again; large pieces are cut', async () => {
  const path = join(folder, 'new/folder/one.take');
  const { file, told } = making(path);
  const shared = Buffer.alloc(1_400_000, 1);
  const pieces = [1, 2, 3].map((value) => {
    shared.fill(value);
    file.write(shared);
    return Buffer.from(shared);
  });
  await file.close();
  await file.close();
  file.write(shared);
  expect(await contentOf(path)).toEqual(Buffer.concat(pieces));
  expect(told.every((what) => what === 'writing')).toBe(true);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a file without its end can be closed by somebody else', async () => {
  const path = join(folder, 'torn.take');
  const { file, told } = making(path);
  file.write(Buffer.from('hello'));
  await expect.poll(() => told.length).toBe(1);
  expect(await closeSealed(path, key)).toBe(true);
  expect((await contentOf(path)).toString()).toBe('hello');
  await file.close();
});

test('where nothing can be written that is told, once, and closing is no fault', async () => {
  writeFileSync(join(folder, 'occupied'), 'no folder');
  const { file, told } = making(join(folder, 'occupied/one.take'));
  file.write(Buffer.alloc(10));
  await file.close();
  expect(told).toEqual(['unwritable']);
  // A file that is there already is somebody else's.
  const second = making(join(folder, 'occupied'));
  await second.file.close();
  expect(second.told).toEqual(['unwritable']);
});

test('what a slow disk is behind with is bounded', async () => {
  const { file, told } = making(join(folder, 'slow.take'));
  for (let n = 0; n < 20; n++) file.write(Buffer.alloc(1_000_000));
  expect(told).toContain('overloaded');
  await file.close();
});

/** Only root may mount, and only on Linux. */
function tinyDisk(): string | undefined {
  const place = mkdtempSync(join(tmpdir(), 'parley-tiny-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place], { stdio: 'ignore' });
    return place;
  } catch {
    rmSync(place, { recursive: true });
    return undefined;
  }
}

const disk = tinyDisk();
afterAll(() => {
  if (disk === undefined) return;
  execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true });
});

test.skipIf(disk === undefined)(
  'a full disk is told as such, and what was written before stays',
  async () => {
    const path = join(disk ?? '', 'one.take');
    const { file, told } = making(path);
    file.write(Buffer.alloc(30_000, 5));
    await expect.poll(() => told).toEqual(['writing']);
    file.write(Buffer.alloc(100_000, 6));
    await file.close();
    expect(told).toEqual(['writing', 'no-space']);
    expect((await stat(path)).size).toBeGreaterThan(30_000);
  },
);
