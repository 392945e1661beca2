import { createSecretKey } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { chunkOverhead, fileKey, wholeChunkBytes } from './format.ts';
import { readChunk, readHead, scanChunks, SealBroken, type ByteSource } from './open.ts';
import { sealChunk, Sealer } from './sealer.ts';

const readAheadBytes = 256 * 1024;

/** A local file as a source. Small reads one after the other are served from one larger one. */
export async function fileSource(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  let held: Buffer = Buffer.alloc(0);
  let heldAt = 0;
  const fill = async (at: number, length: number): Promise<Buffer> => {
    const into = Buffer.allocUnsafe(length);
    const { bytesRead } = await file.read(into, 0, length, at);
    return into.subarray(0, bytesRead);
  };
  return {
    size,
    async read(start, end) {
      if (start < heldAt || end > heldAt + held.length) {
        held = await fill(start, Math.max(end - start, Math.min(readAheadBytes, size - start)));
        heldAt = start;
      }
      return held.subarray(start - heldAt, Math.min(end - heldAt, held.length));
    },
  };
}

/** Seals a whole file, so that any place in it can be read at once. */
export async function sealFile(from: string, to: string, key: Buffer, about: unknown): Promise<void> {
  const sealer = new Sealer(key, about, wholeChunkBytes);
  await using plain = await open(from, 'r');
  const { size } = await plain.stat();
  const chunks = async function* () {
    yield sealer.head;
    const count = Math.max(1, Math.ceil(size / wholeChunkBytes));
    for (let index = 0; index < count; index++) {
      const at = index * wholeChunkBytes;
      const buffer = Buffer.allocUnsafe(Math.min(wholeChunkBytes, size - at));
      const { bytesRead } = await plain.read(buffer, 0, buffer.length, at);
      if (bytesRead !== buffer.length) throw new Error('the file changed while it was sealed');
      yield sealer.seal(buffer, index === count - 1);
    }
  };
  await pipeline(
    Readable.from(chunks(), { objectMode: false }),
    createWriteStream(to, { mode: 0o600, flush: true }),
  );
}

/**
 * Finishes a file whose writer was killed: what was written whole stays, the torn rest goes. Does nothing to a file
 * that is complete. False when not even the beginning can be read.
 */
export async function closeSealed(path: string, key: Buffer): Promise<boolean> {
  await using file = await open(path, 'r+');
  const source = await fileSource(file);
  const head = await readHead(source);
  if (!head) return false;
  const keyOfFile = fileKey(head, key);
  const { chunks, complete } = await scanChunks(source, head.bytes.length);
  if (complete) return true;
  // After a power cut a chunk may have its length but not its content: only what authenticates stays.
  let keep = chunks.length;
  for (; keep > 0; keep--) {
    const chunk = chunks[keep - 1];
    if (chunk && (await isWhole(() => readChunk(source, keyOfFile, chunk, keep - 1, false)))) break;
  }
  const end = chunks[keep]?.at ?? tornEnd(chunks.at(-1), head.bytes.length);
  await file.truncate(end);
  await file.writev(sealChunk(keyOfFile, createSecretKey(keyOfFile.key), keep, Buffer.alloc(0), true), end);
  await file.sync();
  return true;
}

const tornEnd = (last: { at: number; length: number } | undefined, begin: number): number =>
  last ? last.at + last.length + chunkOverhead : begin;

async function isWhole(read: () => Promise<Buffer>): Promise<boolean> {
  try {
    await read();
    return true;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}
