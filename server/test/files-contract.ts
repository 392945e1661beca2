import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FilesOutcome, RecordingFile, RecordingFiles } from '../src/recording/files/files.ts';

export function valueOf<Value>(outcome: FilesOutcome<Value>): Value {
  if (!outcome.ok) throw new Error(`it failed: ${outcome.failure}`, { cause: outcome.cause });
  return outcome.value;
}

export async function keysOf(files: RecordingFiles, key?: string): Promise<string[]> {
  const keys = [];
  for await (const found of files.list(key)) keys.push(found);
  return keys.sort();
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

interface StoreUnderTest {
  files(): RecordingFiles;
  /** For the local files that are put. */
  folder(): string;
  put(key: string, bytes: Buffer | string): Promise<void>;
  opened(key: string): Promise<RecordingFile>;
}

/** What every store of recordings does. `open` resolves to an empty one. */
export function filesContract(name: string, open: () => Promise<RecordingFiles>): void {
  describe(`files: ${name}`, () => {
    const store = storeUnderTest(open);

    test('is empty at first', async () => {
      expect(await keysOf(store.files())).toEqual([]);
      expect(valueOf(await store.files().open('nothing/here'))).toBeUndefined();
      expect(await keysOf(store.files(), 'nothing')).toEqual([]);
    });

    reading(store);
    keeping(store);
    refusing(store);
  });
}

function storeUnderTest(open: () => Promise<RecordingFiles>): StoreUnderTest {
  let given: { files: RecordingFiles; folder: string } | undefined;
  beforeAll(async () => {
    given = { files: await open(), folder: await mkdtemp(join(tmpdir(), 'parley-put-')) };
  });
  afterAll(async () => {
    if (given !== undefined) await rm(given.folder, { recursive: true, force: true });
  });
  const now = () => {
    if (given === undefined) throw new Error('The store is open only while tests run');
    return given;
  };
  return {
    files: () => now().files,
    folder: () => now().folder,
    async put(key, bytes) {
      const from = join(now().folder, 'from');
      await writeFile(from, bytes);
      valueOf(await now().files.put(key, from));
    },
    async opened(key) {
      const file = valueOf(await now().files.open(key));
      if (file === undefined) throw new Error(`there is no ${key}`);
      return file;
    },
  };
}

function reading(store: StoreUnderTest): void {
  test('gives back what was put', async () => {
    const bytes = randomBytes(100_000);
    await store.put('engagement-1/take-1', bytes);
    const file = await store.opened('engagement-1/take-1');
    expect(file.size).toBe(100_000);
    expect(digest(await file.read(0, 100_000))).toBe(digest(bytes));
  });

  test('gives any range, and less where the file ends', async () => {
    const bytes = randomBytes(3_000_000);
    await store.put('ranges', bytes);
    const file = await store.opened('ranges');
    const ranges = [
      [0, 1],
      [0, 0],
      [1_000, 1_000],
      [2_999_999, 3_000_000],
      [1_234_567, 2_345_678],
      [10, 20],
      [20, 30],
      [2_999_990, 3_000_500],
      [3_000_000, 3_000_100],
      [4_000_000, 5_000_000],
    ] as const;
    for (const [start, end] of ranges) {
      expect(digest(await file.read(start, end)), `${String(start)} to ${String(end)}`).toBe(
        digest(bytes.subarray(start, end)),
      );
    }
    for (const [start, end] of [
      [-1, 5],
      [5, 4],
      [0.5, 1],
      [Number.NaN, 1],
      [0, Infinity],
    ] as const) {
      await expect(file.read(start, end)).rejects.toThrow(RangeError);
    }
  });

  test('reads from beginning to end in small pieces, several readers at once', async () => {
    const bytes = randomBytes(1_500_001);
    await store.put('pieces', bytes);
    const file = await store.opened('pieces');
    const readAll = async (step: number) => {
      const parts = [];
      for (let at = 0; at < file.size; at += step) parts.push(await file.read(at, at + step));
      return digest(Buffer.concat(parts));
    };
    expect(await Promise.all([readAll(65_572), readAll(100_003), readAll(1_500_001)])).toEqual(
      Array.from({ length: 3 }, () => digest(bytes)),
    );
  });

  test('keeps an empty file', async () => {
    await store.put('empty', '');
    const file = await store.opened('empty');
    expect(file.size).toBe(0);
    expect(await file.read(0, 10)).toHaveLength(0);
  });

  test('says so when a file is removed while it is read', async () => {
    await store.put('vanishing', randomBytes(20_000_000));
    const file = await store.opened('vanishing');
    valueOf(await store.files().remove('vanishing'));
    await expect(file.read(15_000_000, 15_000_010)).rejects.toMatchObject({ name: 'FilesFailed' });
  });
}

function keeping(store: StoreUnderTest): void {
  test('replaces a file as a whole', async () => {
    await store.put('replaced', 'the longer text that was there before');
    await store.put('replaced', 'new');
    const file = await store.opened('replaced');
    expect((await file.read(0, file.size)).toString()).toBe('new');
  });

  test('lists all, or what is below a folder, and takes no name for another that begins alike', async () => {
    for (const key of ['list/a', 'list/b', 'list/c/d', 'list-2/a', 'lis']) await store.put(key, key);
    expect(await keysOf(store.files(), 'list')).toEqual(['list/a', 'list/b', 'list/c/d']);
    expect(await keysOf(store.files(), 'list/c')).toEqual(['list/c/d']);
    expect(await keysOf(store.files())).toEqual(
      expect.arrayContaining(['lis', 'list-2/a', 'list/a', 'list/c/d']),
    );
    expect(valueOf(await store.files().open('list'))).toBeUndefined();
  });

  test('removes a file, or a folder with all in it, and nothing that begins alike', async () => {
    for (const key of ['gone/a', 'gone/b', 'gone/c/d', 'gone-2/a']) await store.put(key, key);
    valueOf(await store.files().remove('gone/b'));
    expect(await keysOf(store.files(), 'gone')).toEqual(['gone/a', 'gone/c/d']);
    valueOf(await store.files().remove('gone'));
    expect(await keysOf(store.files(), 'gone')).toEqual([]);
    expect(await keysOf(store.files(), 'gone-2')).toEqual(['gone-2/a']);
    valueOf(await store.files().remove('gone'));
    valueOf(await store.files().remove('never/was'));
  });

  test('lists more files than fit into one answer of a store', async () => {
    const from = join(store.folder(), 'small');
    await writeFile(from, 'x');
    const keys = Array.from({ length: 205 }, (_, n) => `many/${String(n).padStart(3, '0')}`);
    for (let at = 0; at < keys.length; at += 50) {
      const outcomes = await Promise.all(keys.slice(at, at + 50).map((key) => store.files().put(key, from)));
      for (const outcome of outcomes) valueOf(outcome);
    }
    expect(await keysOf(store.files(), 'many')).toEqual(keys);
    valueOf(await store.files().remove('many'));
    expect(await keysOf(store.files(), 'many')).toEqual([]);
  });
}

function refusing(store: StoreUnderTest): void {
  test.each([
    '',
    '/',
    '/etc/passwd',
    '..',
    '../up',
    'a/../b',
    'a//b',
    'a/',
    './a',
    '.hidden',
    'a/.hidden',
    'C:\\x',
    'a\\b',
    'a b',
    'a\0b',
    'a\nb',
    'ä',
    'a?b',
    'x'.repeat(513),
  ])('takes no key like %j', async (key) => {
    const from = join(store.folder(), 'from');
    await writeFile(from, 'never');
    for (const use of [
      () => store.files().put(key, from),
      () => store.files().open(key),
      () => store.files().remove(key),
      () => keysOf(store.files(), key),
    ]) {
      await expect((async () => use())()).rejects.toThrow(RangeError);
    }
  });

  test('does not hide that there is nothing to put', async () => {
    await expect(store.files().put('missing', join(store.folder(), 'is not there'))).rejects.toThrow(
      'ENOENT',
    );
    expect(valueOf(await store.files().open('missing'))).toBeUndefined();
  });
}
