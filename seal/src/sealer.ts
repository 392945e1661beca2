import { createCipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import {
  cipherName,
  encodeHead,
  encodeLength,
  fileKey,
  lengthBytes,
  newSalt,
  nonceOf,
  type EncodedHead,
  type FileKey,
} from './format.ts';

/** Turns what is written into a sealed file, chunk by chunk. What comes out is to be stored in this order. */
export class Sealer {
  /** Comes first in the file. */
  readonly head: Buffer;
  readonly #file: FileKey;
  readonly #key: KeyObject;
  #index = 0;

  /**
   * @param key 32 bytes; may be used for any number of files
   * @param about what anybody may read of the file; JSON
   * @param chunkBytes given when all chunks but the last will have this many bytes
   */
  constructor(key: Buffer, about: unknown, chunkBytes?: number) {
    const head: EncodedHead = encodeHead({
      salt: newSalt(randomBytes),
      ...(chunkBytes !== undefined && { chunkBytes }),
      about,
    });
    this.head = head.bytes;
    this.#file = fileKey(head, key);
    this.#key = createSecretKey(this.#file.key);
  }

  /** @param plain at most `maxChunkBytes` */
  seal(plain: Buffer, last: boolean): Buffer {
    return Buffer.concat(this.sealInParts(plain, last));
  }

  /** As `seal`, for those who can write several pieces at once: nothing is copied. */
  sealInParts(plain: Buffer, last: boolean): Buffer[] {
    const parts = sealChunk(this.#file, this.#key, this.#index, plain, last);
    this.#index += 1;
    return parts;
  }
}

export function sealChunk(
  { headDigest }: FileKey,
  key: KeyObject,
  index: number,
  plain: Buffer,
  last: boolean,
): Buffer[] {
  const cipher = createCipheriv(cipherName, key, nonceOf(index, last));
  cipher.setAAD(headDigest);
  const length = Buffer.allocUnsafe(lengthBytes);
  length.writeUInt32BE(encodeLength(plain.length, last), 0);
  const sealed = cipher.update(plain);
  // GCM is a stream cipher: nothing is left for the end.
  cipher.final();
  return [length, sealed, cipher.getAuthTag()];
}
