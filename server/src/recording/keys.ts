import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyBytes } from '@parley/seal';

const cipherName = 'aes-256-gcm';
const nonceBytes = 12;
const macBytes = 16;

/** A recording's own key as the database keeps it. */
export interface WrappedKey {
  /** Says which of the operator's keys opens it. */
  readonly masterKeyId: string;
  /** Nonce, sealed key and tag; base64. */
  readonly wrapped: string;
}

/**
 * The operator's keys. The first wraps the keys of new recordings; the others open those from before it. To rotate,
 * put a new one in front and restart: recordings are wrapped anew (see `Rewrapping`), after which the old one can go.
 */
export class MasterKeys {
  readonly #keys = new Map<string, Buffer>();
  readonly currentId: string;

  /** @param keys of 32 bytes each, at least one */
  constructor(keys: readonly Buffer[]) {
    for (const key of keys) this.#keys.set(idOf(key), key);
    const [first] = keys;
    if (!first) throw new Error('recordings need a key');
    this.currentId = idOf(first);
  }

  newKey(): { key: Buffer; wrapped: WrappedKey } {
    const key = randomBytes(keyBytes);
    return { key, wrapped: this.wrap(key) };
  }

  wrap(key: Buffer): WrappedKey {
    const master = this.#keys.get(this.currentId);
    if (!master) throw new Error('unreachable: the current key is one of the keys');
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(cipherName, master, nonce);
    const wrapped = Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
    return { masterKeyId: this.currentId, wrapped: wrapped.toString('base64') };
  }

  /** Undefined when the key that wrapped it is not among ours, or what is kept was altered. */
  unwrap({ masterKeyId, wrapped }: WrappedKey): Buffer | undefined {
    const master = this.#keys.get(masterKeyId);
    const bytes = Buffer.from(wrapped, 'base64');
    if (!master || bytes.length !== nonceBytes + keyBytes + macBytes) return undefined;
    const decipher = createDecipheriv(cipherName, master, bytes.subarray(0, nonceBytes), {
      authTagLength: macBytes,
    });
    decipher.setAuthTag(bytes.subarray(-macBytes));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -macBytes)), decipher.final()]);
    } catch {
      return undefined;
    }
  }
}

/** Tells keys apart without telling them. */
const idOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 16);

/**
 * The configured keys; where there are none, one that was made on the first start and lies beside the data, readable by
 * this account alone.
 * @throws Error when that file can't be read, or is not a key
 */
export async function loadMasterKeys(configured: readonly Buffer[], dataDir: string): Promise<MasterKeys> {
  if (configured.length > 0) return new MasterKeys(configured);
  const path = join(dataDir, 'recording.key');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(path, `${randomBytes(keyBytes).toString('base64')}\n`, { flag: 'wx', mode: 0o600 }).catch(
    (error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    },
  );
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
  if (key.length !== keyBytes) throw new Error(`${path} is not a key of ${String(keyBytes)} bytes in base64`);
  return new MasterKeys([key]);
}
