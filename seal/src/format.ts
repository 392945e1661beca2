import { createHash, hkdfSync } from 'node:crypto';

/**
 * A sealed file: `PSL1`, the length of the head (u32), the head (JSON), then chunks. A chunk is the length of its plain
 * text (u32, highest bit set on the last one), the cipher text, and the tag of AES-256-GCM. Each file has a key of its
 * own, derived from the given one (HKDF, RFC 5869), so that counting chunks makes nonces that never come twice. The
 * head is authenticated with every chunk; the place of a chunk, and whether it is the last, are part of its nonce, so
 * that none can be moved, left out or cut off unnoticed (as in STREAM, Hoang et al. 2015).
 */

const magic = Buffer.from('PSL1');
export const lengthBytes = 4;
export const macBytes = 16;
export const chunkOverhead = lengthBytes + macBytes;
export const keyBytes = 32;
/** Chunks of files that are sealed as a whole, bytes of plain text. */
export const wholeChunkBytes = 64 * 1024;
/** No chunk is longer: what a damaged length may make a reader allocate. */
export const maxChunkBytes = 1024 * 1024;
const maxHeadBytes = 64 * 1024;
const saltBytes = 16;
const lastFlag = 0x8000_0000;

export const cipherName = 'aes-256-gcm';

/** The open part of a sealed file: readable without a key, but not changeable. */
export interface Head {
  /** Base64. */
  readonly salt: string;
  /** Present when every chunk but the last holds exactly this many bytes, so that any place can be found at once. */
  readonly chunkBytes?: number;
  /** Whatever the writer has to say of the content. */
  readonly about: unknown;
}

export interface EncodedHead {
  readonly head: Head;
  /** Everything before the first chunk. */
  readonly bytes: Buffer;
}

export function encodeHead(head: Head): EncodedHead {
  const json = Buffer.from(JSON.stringify(head));
  const prefix = Buffer.alloc(magic.length + lengthBytes);
  magic.copy(prefix);
  prefix.writeUInt32BE(json.length, magic.length);
  return { head, bytes: Buffer.concat([prefix, json]) };
}

/** The length of the whole head, once its first eight bytes are there; undefined when this is no sealed file. */
export function headLength(start: Buffer): number | undefined {
  if (start.length < magic.length + lengthBytes || !start.subarray(0, magic.length).equals(magic))
    return undefined;
  const length = start.readUInt32BE(magic.length);
  return length > 0 && length <= maxHeadBytes ? magic.length + lengthBytes + length : undefined;
}

export function decodeHead(bytes: Buffer): EncodedHead | undefined {
  try {
    const head: unknown = JSON.parse(bytes.subarray(magic.length + lengthBytes).toString('utf8'));
    return isHead(head) ? { head, bytes } : undefined;
  } catch {
    return undefined;
  }
}

function isHead(value: unknown): value is Head {
  if (typeof value !== 'object' || value === null || !('salt' in value) || !('about' in value)) return false;
  if (typeof value.salt !== 'string' || Buffer.from(value.salt, 'base64').length !== saltBytes) return false;
  if (!('chunkBytes' in value)) return true;
  const { chunkBytes } = value;
  return Number.isInteger(chunkBytes) && Number(chunkBytes) > 0 && Number(chunkBytes) <= maxChunkBytes;
}

/** What a file's chunks are sealed with. */
export interface FileKey {
  readonly key: Buffer;
  /** Additional authenticated data of every chunk. */
  readonly headDigest: Buffer;
}

export const fileKey = ({ head, bytes }: EncodedHead, key: Buffer): FileKey => ({
  key: Buffer.from(hkdfSync('sha256', key, Buffer.from(head.salt, 'base64'), 'parley sealed file', keyBytes)),
  headDigest: createHash('sha256').update(bytes).digest(),
});

export function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce[0] = last ? 1 : 0;
  nonce.writeBigUInt64BE(BigInt(index), 4);
  return nonce;
}

export const encodeLength = (length: number, last: boolean): number =>
  (last ? length | lastFlag : length) >>> 0;

export interface ChunkLength {
  readonly length: number;
  readonly last: boolean;
}

export const decodeLength = (value: number): ChunkLength => ({
  length: value & ~lastFlag,
  last: (value & lastFlag) !== 0,
});

export const newSalt = (random: (size: number) => Buffer): string => random(saltBytes).toString('base64');
