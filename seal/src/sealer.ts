import { createCipheriv, randomBytes } from 'node:crypto';
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
  }

  /** @param plain at most `maxChunkBytes` */
  seal(plain: Buffer, last: boolean): Buffer {
    const sealed = sealChunk(this.#file, this.#index, plain, last);
    this.#index += 1;
    return sealed;
  }
}

export function sealChunk(file: FileKey, index: number, plain: Buffer, last: boolean): Buffer {
  const cipher = createCipheriv(cipherName, file.key, nonceOf(index, last));
  cipher.setAAD(file.headDigest);
  const length = Buffer.allocUnsafe(lengthBytes);
  length.writeUInt32BE(encodeLength(plain.length, last), 0);
  return Buffer.concat([length, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}
