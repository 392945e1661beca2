import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  checkKey,
  checkRange,
  FilesFailed,
  type FilesFailure,
  type FilesOutcome,
  type RecordingFile,
  type RecordingFiles,
} from './files.ts';

/** Beside the files, so that renaming works; no key begins with a dot. */
const unfinishedName = '.unfinished';

/**
 * Files in a folder of this computer, which is made when something is put there. What a process that died left half
 * copied is cleared away.
 */
export async function openLocalFiles(folder: string): Promise<RecordingFiles> {
  const unfinished = join(folder, unfinishedName);
  // A folder that can't be cleared can't be written to either, and every `put` will say so.
  await rm(unfinished, { recursive: true, force: true }).catch(() => {});
  const pathOf = (key: string) => {
    checkKey(key);
    return join(folder, key);
  };
  return {
    place: folder,
    async put(key, from, signal) {
      const path = pathOf(key);
      await stat(from);
      signal?.throwIfAborted();
      const copy = join(unfinished, randomUUID());
      return outcomeOf(async () => {
        await makeFolder(unfinished);
        try {
          await copySafely(from, copy);
          await makeFolder(dirname(path));
          await rename(copy, path);
          await syncFolder(dirname(path));
        } finally {
          await rm(copy, { force: true });
        }
      });
    },
    open(key) {
      const path = pathOf(key);
      return outcomeOf(async () => {
        const found = await stat(path).catch(undefinedWhenAbsent);
        return found?.isFile() === true ? fileAt(path, found.size) : undefined;
      });
    },
    remove(key) {
      const path = pathOf(key);
      return outcomeOf(() => rm(path, { recursive: true, force: true }));
    },
    list(key) {
      return filesIn(key === undefined ? folder : pathOf(key), key === undefined ? '' : `${key}/`);
    },
  };
}

function fileAt(path: string, size: number): RecordingFile {
  return {
    size,
    async read(start, end) {
      checkRange(start, end);
      const outcome = await outcomeOf(() => readBytes(path, start, Math.min(end, size)));
      if (!outcome.ok) throw new FilesFailed(outcome.failure, outcome.cause);
      return outcome.value;
    },
  };
}

async function readBytes(path: string, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(end - start, 0));
  const file = await open(path);
  try {
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, start + length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  } finally {
    await file.close();
  }
}

/** With those above it. Node's own way of doing that calls a folder that may not be written to absent. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    await makeFolder(dirname(path));
    await mkdir(path, { mode: 0o700 }).catch((again: unknown) => {
      if (codeOf(again) !== 'EEXIST') throw again;
    });
  }
}

/** On the disk when it resolves, not only in the system's memory. Costs nothing where the file system can share blocks. */
async function copySafely(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await chmod(to, 0o600);
  const file = await open(to, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is safe once its folder is. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function* filesIn(folder: string, prefix: string): AsyncGenerator<string> {
  const outcome = await outcomeOf(async () =>
    readdir(folder, { withFileTypes: true }).catch(undefinedWhenAbsent),
  );
  if (!outcome.ok) throw new FilesFailed(outcome.failure, outcome.cause);
  for (const entry of outcome.value ?? []) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) yield* filesIn(join(folder, entry.name), `${prefix}${entry.name}/`);
    else yield `${prefix}${entry.name}`;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function undefinedWhenAbsent(error: unknown): undefined {
  const code = codeOf(error);
  if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
}

const failures = new Map<unknown, FilesFailure>([
  ['ENOSPC', 'no-space'],
  ['EDQUOT', 'no-space'],
  ['EFBIG', 'no-space'],
  ['EACCES', 'refused'],
  ['EPERM', 'refused'],
  ['EROFS', 'refused'],
  ['ENOTDIR', 'refused'],
  ['EISDIR', 'refused'],
  ['EEXIST', 'refused'],
]);

async function outcomeOf<Value>(work: () => Promise<Value>): Promise<FilesOutcome<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const code = codeOf(error);
    if (!(error instanceof Error) || code === undefined) throw error;
    return { ok: false, failure: failures.get(code) ?? 'unavailable', cause: error };
  }
}
