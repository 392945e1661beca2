import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Sealer } from '@parley/seal';
import type { RecordingProblem } from '../engine.ts';

export interface TakeFileEvents {
  /** The first bytes are on their way to the disk for good: the system has them. */
  readonly onWriting: () => void;
  /** Nothing more will be written; what is there stays. */
  readonly onProblem: (problem: RecordingProblem) => void;
}

/** What a slow disk may be behind before a recording is given up rather than the memory of the calls. */
const maxBehindBytes = 16 * 1024 * 1024;
const chunkBytes = 512 * 1024;
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/**
 * Frees the memory of bytes that nobody needs any more. The collector would do so some seconds later, with megabytes more in
 * use until then, and it takes the growth of such memory for a reason to go through the whole heap.
 */
function giveBack(bytes: Buffer): void {
  const { buffer } = bytes;
  // Small ones are parts of a buffer that they share with others.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length) buffer.transfer(0);
}

/** A sealed file to which chunks are added. Never waits, never throws: problems are told. */
export class TakeFile {
  readonly #sealer: Sealer;
  readonly #events: TakeFileEvents;
  readonly #opened: Promise<FileHandle | undefined>;
  #last: Promise<void>;
  #behindBytes = 0;
  #failed = false;
  #closed = false;

  constructor(path: string, key: Buffer, about: unknown, events: TakeFileEvents) {
    this.#sealer = new Sealer(key, about);
    this.#events = events;
    this.#opened = this.#create(path);
    this.#last = this.#opened.then(() => undefined);
    this.#append([this.#sealer.head]);
  }

  async #create(path: string): Promise<FileHandle | undefined> {
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      return await open(path, 'wx', 0o600);
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  /** @param plain may be used again at once */
  write(plain: Buffer): void {
    for (let at = 0; at < plain.length; at += chunkBytes) {
      if (this.#failed || this.#closed) return;
      this.#append(
        this.#sealer.sealInParts(plain.subarray(at, at + chunkBytes), false),
        this.#events.onWriting,
      );
    }
  }

  /** Resolves when everything is written, or was given up. */
  async close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      if (!this.#failed) this.#append(this.#sealer.sealInParts(Buffer.alloc(0), true));
      this.#last = this.#last.then(() => this.#release());
    }
    await this.#last;
  }

  #append(parts: Buffer[], onWritten?: () => void): void {
    const size = parts.reduce((sum, part) => sum + part.length, 0);
    this.#behindBytes += size;
    if (this.#behindBytes > maxBehindBytes) this.#giveUp('overloaded');
    this.#last = this.#last.then(async () => {
      if (!this.#failed) await this.#store(parts, size, onWritten);
      this.#behindBytes -= size;
    });
  }

  async #store(parts: Buffer[], size: number, onWritten?: () => void): Promise<void> {
    try {
      const file = await this.#opened;
      if (!file) return;
      const { bytesWritten } = await file.writev(parts);
      // A disk that takes a part of it has no room for the rest; writing that says so.
      if (bytesWritten < size) await file.writeFile(Buffer.concat(parts).subarray(bytesWritten));
      for (const part of parts) giveBack(part);
      onWritten?.();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #release(): Promise<void> {
    try {
      const file = await this.#opened;
      if (!this.#failed) await file?.datasync();
      await file?.close();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    this.#giveUp(full.has(code) ? 'no-space' : 'unwritable');
  }

  #giveUp(problem: RecordingProblem): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#events.onProblem(problem);
  }
}
