import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';

/** The folder is in use by another server. The message is for the operator. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';
}

const sqliteBusy = 5;

/**
 * Keeps a folder to one process, as PGlite itself does not (two writers ruin it). The lock is SQLite's own on an
 * empty file: held by the operating system, so that it ends with the process however that ends, cannot be left
 * behind stale, and works across containers that share the folder.
 * @returns a function that gives the folder free.
 * @throws DataFolderInUse
 */
export function lockDataFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) {
      throw new DataFolderInUse(
        `Another Parley server is using ${folder}. Stop it first, or give this one its own DATA_DIR.`,
        { cause: error },
      );
    }
    throw error;
  }
  return () => lock.close();
}
