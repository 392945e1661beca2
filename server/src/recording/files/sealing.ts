import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sealer, wholeChunkBytes } from '@parley/seal';
import type { FilesOutcome, RecordingFiles } from './files.ts';

/** What is sealed, with which key (of its own), and what kind of thing it is. */
export interface ToSeal {
  readonly bytes: Buffer;
  readonly key: Buffer;
  readonly kind: string;
}

/** Seals what is in memory and keeps it at `place`; resolves when it is safe. */
export async function putSealed(
  files: RecordingFiles,
  place: string,
  toSeal: ToSeal,
): Promise<FilesOutcome<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-seal-'));
  try {
    const path = join(folder, 'file');
    await writeFile(path, sealed(toSeal), { mode: 0o600 });
    return await files.put(place, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function sealed({ bytes, key, kind }: ToSeal): Buffer {
  const sealer = new Sealer(key, { kind }, wholeChunkBytes);
  const parts = [sealer.head];
  const count = Math.max(1, Math.ceil(bytes.length / wholeChunkBytes));
  for (let n = 0; n < count; n += 1)
    parts.push(sealer.seal(bytes.subarray(n * wholeChunkBytes, (n + 1) * wholeChunkBytes), n === count - 1));
  return Buffer.concat(parts);
}
