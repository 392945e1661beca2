import { createDecipheriv } from 'node:crypto';
import {
  chunkOverhead,
  cipherName,
  decodeHead,
  decodeLength,
  fileKey,
  headLength,
  lengthBytes,
  maxChunkBytes,
  nonceOf,
  macBytes,
  type EncodedHead,
  type FileKey,
} from './format.ts';

/** Where the bytes of a sealed file are: a local file, an object in a store. */
export interface ByteSource {
  readonly size: number;
  /** Bytes from `start` up to but not including `end`; fewer only when the source has fewer. */
  read(start: number, end: number): Promise<Buffer>;
}

/** Thrown while reading: the file was altered or damaged, or the key is not the one it was sealed with. */
export class SealBroken extends Error {}

export interface OpenedFile {
  readonly about: unknown;
  /** Bytes of plain text. */
  readonly size: number;
  /**
   * Plain text from `start` up to but not including `end`, checked before it is given out.
   * @throws SealBroken
   */
  read(start: number, end: number): AsyncGenerator<Buffer>;
}

interface Chunk {
  /** Of the length field, in the file. */
  readonly at: number;
  readonly plainAt: number;
  readonly length: number;
}

interface Layout {
  readonly count: number;
  readonly size: number;
  chunk(index: number): Chunk;
  indexAt(plainOffset: number): number;
}

/** The open part alone; undefined when this is no sealed file. */
export async function readHead(source: ByteSource): Promise<EncodedHead | undefined> {
  const length = headLength(await source.read(0, 8));
  if (length === undefined || length > source.size) return undefined;
  return decodeHead(await source.read(0, length));
}

/**
 * Opens a complete sealed file. Its end is checked at once, the rest as it is read.
 * @throws SealBroken when it is none, was cut off, or the key does not fit
 */
export async function openSealed(source: ByteSource, key: Buffer): Promise<OpenedFile> {
  const head = await readHead(source);
  if (!head) throw new SealBroken('not a sealed file');
  const file = fileKey(head, key);
  const { chunkBytes } = head.head;
  const begin = head.bytes.length;
  const layout =
    chunkBytes === undefined
      ? await scannedLayout(source, begin)
      : evenLayout(source.size - begin, begin, chunkBytes);
  const lastIndex = layout.count - 1;
  await readChunk(source, file, layout.chunk(lastIndex), lastIndex, true);
  return {
    about: head.head.about,
    size: layout.size,
    async *read(start, end) {
      if (start >= end) return;
      for (let index = layout.indexAt(start); index < layout.count; index++) {
        const chunk = layout.chunk(index);
        if (chunk.plainAt >= end) return;
        const plain = await readChunk(source, file, chunk, index, index === lastIndex);
        yield plain.subarray(Math.max(0, start - chunk.plainAt), Math.min(plain.length, end - chunk.plainAt));
      }
    },
  };
}

export async function readChunk(
  source: ByteSource,
  file: FileKey,
  { at, length }: Chunk,
  index: number,
  last: boolean,
): Promise<Buffer> {
  const bytes = await source.read(at, at + length + chunkOverhead);
  if (bytes.length !== length + chunkOverhead) throw new SealBroken('the file is cut off');
  const said = decodeLength(bytes.readUInt32BE(0));
  if (said.length !== length || said.last !== last) throw new SealBroken('a chunk is not the one due here');
  const decipher = createDecipheriv(cipherName, file.key, nonceOf(index, last), {
    authTagLength: macBytes,
  });
  decipher.setAAD(file.headDigest);
  decipher.setAuthTag(bytes.subarray(bytes.length - macBytes));
  try {
    const plain = decipher.update(bytes.subarray(lengthBytes, bytes.length - macBytes));
    return Buffer.concat([plain, decipher.final()]);
  } catch (cause) {
    throw new SealBroken('authentication failed', { cause });
  }
}

/** Where everything is follows from the size alone. */
function evenLayout(body: number, begin: number, chunkBytes: number): Layout {
  const step = chunkBytes + chunkOverhead;
  const full = Math.floor(body / step);
  const rest = body - full * step;
  if (body < chunkOverhead || (rest > 0 && rest < chunkOverhead)) throw new SealBroken('the file is cut off');
  const count = full + (rest > 0 ? 1 : 0);
  const lengthOf = (index: number) => (index === full ? rest - chunkOverhead : chunkBytes);
  return {
    count,
    size: (count - 1) * chunkBytes + lengthOf(count - 1),
    chunk: (index) => ({
      at: begin + index * step,
      plainAt: index * chunkBytes,
      length: lengthOf(index),
    }),
    indexAt: (offset) => Math.floor(offset / chunkBytes),
  };
}

async function scannedLayout(source: ByteSource, begin: number): Promise<Layout> {
  const { chunks, complete } = await scanChunks(source, begin);
  const last = chunks.at(-1);
  if (!complete || !last) throw new SealBroken('the file was not finished, or is cut off');
  return {
    count: chunks.length,
    size: last.plainAt + last.length,
    chunk: (index) => {
      const chunk = chunks[index];
      if (!chunk) throw new RangeError(`there is no chunk ${String(index)}`);
      return chunk;
    },
    indexAt: (offset) => {
      let low = 0;
      let high = chunks.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((chunks[middle]?.plainAt ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}

/** All whole chunks in order, and whether the last of them says that it is the last, with nothing behind it. */
export async function scanChunks(
  source: ByteSource,
  begin: number,
): Promise<{ chunks: Chunk[]; complete: boolean }> {
  const chunks: Chunk[] = [];
  let at = begin;
  let plainAt = 0;
  while (at + chunkOverhead <= source.size) {
    const { length, last } = decodeLength((await source.read(at, at + lengthBytes)).readUInt32BE(0));
    if (length > maxChunkBytes || at + length + chunkOverhead > source.size) break;
    chunks.push({ at, plainAt, length });
    at += length + chunkOverhead;
    plainAt += length;
    if (last) return { chunks, complete: at === source.size };
  }
  return { chunks, complete: false };
}
