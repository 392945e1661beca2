import { openSealed, SealBroken, type OpenedFile } from '@parley/seal';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import type { RecordingFiles } from '../recording/files/files.ts';
import { putSealed } from '../recording/files/sealing.ts';
import type { MasterKeys } from '../recording/keys.ts';
import { findFileKey, keyOfFile, markFileRemoved, type FilePlace } from './repository.ts';

export interface KeepingParts {
  readonly database: Database;
  readonly files: RecordingFiles;
  readonly keys: MasterKeys;
  readonly clock: Clock;
  readonly log: Log;
}

const fileKeyOf = ({ engagementId, messageId }: FilePlace): string =>
  `messages/${engagementId}/${messageId}.sealed`;

/** The files of messages, each sealed with a key of its own. */
export class FileKeeping {
  readonly #parts: KeepingParts;

  constructor(parts: KeepingParts) {
    this.#parts = parts;
  }

  /** Resolves when it is safe. Refused with `internal` when it can't be kept, `file-not-found` when it was deleted. */
  async put(place: FilePlace, bytes: Buffer): Promise<Outcome<void>> {
    const { database, files, keys, clock, log } = this.#parts;
    const wrapped = await keyOfFile(database.db, { ...place, key: keys.newKey().wrapped, at: clock.now() });
    const key = wrapped && keys.unwrap(wrapped);
    if (!key) return refuse('file-not-found');
    const kept = await putSealed(files, fileKeyOf(place), { bytes, key, kind: 'message' });
    if (kept.ok) return succeed(undefined);
    log.error({ err: kept.cause, ...place }, 'a file could not be kept');
    return refuse('internal');
  }

  /** Refused with `file-not-found`, or `recording-damaged` for one that was altered. */
  async open(place: FilePlace): Promise<Outcome<OpenedFile>> {
    const { database, files, keys, log } = this.#parts;
    const wrapped = await findFileKey(database.db, place);
    const key = wrapped && keys.unwrap(wrapped);
    if (!key) return refuse('file-not-found');
    const stored = await files.open(fileKeyOf(place));
    if (!stored.ok) {
      log.error({ err: stored.cause, ...place }, 'a file could not be read');
      return refuse('internal');
    }
    if (!stored.value) return refuse('file-not-found');
    try {
      return succeed(await openSealed(stored.value, key));
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      log.error({ err: error, ...place }, 'a file was altered or damaged');
      return refuse('recording-damaged');
    }
  }

  /** One whose key is gone already. What can't be removed now is tried again. */
  async remove(place: FilePlace): Promise<void> {
    const { database, files, clock, log } = this.#parts;
    const removed = await files.remove(fileKeyOf(place));
    if (removed.ok) await markFileRemoved(database.db, place.messageId, clock.now());
    else log.error({ err: removed.cause, ...place }, 'a deleted file stays for now');
  }
}
