/**
 * Where finished files of recordings are kept. What is in them is sealed already: a store learns names and sizes only.
 * A key is a path such as `<engagementId>/<name>`: letters, digits, `.`, `_` and `-` between slashes, no part beginning
 * with a dot, at most 512 characters. Anything else is a fault of ours and throws RangeError.
 */
export interface RecordingFiles {
  /** For people, in the log: the folder, or `s3://bucket/prefix`. */
  readonly place: string;
  /**
   * Keeps a copy of the local file `from`, in place of what was there. The file is visible once it is complete and
   * safe; until then, and after a failure, what was there before is. Rejects with the reason of `signal` if that is
   * aborted first, and with ENOENT if there is no file `from`.
   */
  put(key: string, from: string, signal?: AbortSignal): Promise<FilesOutcome<void>>;
  /** Resolves to undefined when nothing has this key. */
  open(key: string): Promise<FilesOutcome<RecordingFile | undefined>>;
  /** Removes the file with this key and all below it, e.g. everything of an engagement. It may be gone already. */
  remove(key: string): Promise<FilesOutcome<void>>;
  /**
   * The keys of all files, or of those below the folder `key`, in no particular order.
   * @throws FilesFailed
   */
  list(key?: string): AsyncIterable<string>;
}

/** Fits what opens sealed files as its source of bytes. */
export interface RecordingFile {
  /** Bytes. */
  readonly size: number;
  /**
   * Bytes from `start` up to but not including `end`; fewer only where the file ends.
   * @throws FilesFailed when the store does not answer, or the file was removed since it was opened
   */
  read(start: number, end: number): Promise<Buffer>;
}

/**
 * - `unavailable`: the store does not answer, or not sensibly; later it may
 * - `no-space`: the disk, or what we may use of it, is full
 * - `refused`: the store answers, and does not let us: wrong credentials, no such bucket, not our folder
 */
export type FilesFailure = 'unavailable' | 'no-space' | 'refused';

export type FilesOutcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: FilesFailure; readonly cause: Error };

/** For where a value can't be returned. */
export class FilesFailed extends Error {
  override readonly name = 'FilesFailed';
  readonly failure: FilesFailure;

  constructor(failure: FilesFailure, cause: Error) {
    super(`the store of recordings: ${failure}`, { cause });
    this.failure = failure;
  }
}

const longestKey = 512;
const keyShape = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

/** @throws RangeError unless it is a key */
export function checkKey(key: string): void {
  if (key.length > longestKey || !keyShape.test(key)) {
    throw new RangeError(`not a key of a file: ${JSON.stringify(key.slice(0, 100))}`);
  }
}

/** @throws RangeError unless 0 ≤ start ≤ end */
export function checkRange(start: number, end: number): void {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start) {
    throw new RangeError(`not a range of bytes: ${String(start)} to ${String(end)}`);
  }
}
