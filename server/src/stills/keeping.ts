import { openSealed, SealBroken, type OpenedFile } from '@parley/seal';
import type { EngagementId, StillId } from '@parley/protocol';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import type { RecordingFiles } from '../recording/files/files.ts';
import { putSealed } from '../recording/files/sealing.ts';
import type { MasterKeys } from '../recording/keys.ts';
import { findKey, keyOfStill, markRemoved, type StillPlace } from './repository.ts';

export type StillFile = 'preview' | 'picture';

interface Parts {
  readonly database: Database;
  readonly files: RecordingFiles;
  readonly keys: MasterKeys;
  readonly clock: Clock;
  readonly log: Log;
}

const folderOf = ({ engagementId, id }: StillPlace): string => `stills/${engagementId}/${id}`;
const fileKeyOf = (place: StillPlace, file: StillFile): string => `${folderOf(place)}/${file}.sealed`;

/** The files of stills, sealed with a key of each still's own. */
export class StillKeeping {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Resolves when it is safe. Refused with `internal` when it can't be kept, `still-not-found` when it was deleted. */
  async put(place: StillPlace, file: StillFile, bytes: Buffer): Promise<Outcome<void>> {
    const { database, files, keys, clock, log } = this.#parts;
    const wrapped = await keyOfStill(database.db, { ...place, key: keys.newKey().wrapped, at: clock.now() });
    const key = wrapped && keys.unwrap(wrapped);
    if (!key) return refuse('still-not-found');
    const kept = await putSealed(files, fileKeyOf(place, file), { bytes, key, kind: 'still' });
    if (kept.ok) return succeed(undefined);
    log.error({ err: kept.cause, ...place }, 'a still could not be kept');
    return refuse('internal');
  }

  /** Refused with `still-not-found`, or `recording-damaged` for one that was altered. */
  async open(place: StillPlace, file: StillFile): Promise<Outcome<OpenedFile>> {
    const { database, files, keys, log } = this.#parts;
    const wrapped = await findKey(database.db, place.engagementId, place.id);
    const key = wrapped && keys.unwrap(wrapped);
    if (!key) return refuse('still-not-found');
    const stored = await files.open(fileKeyOf(place, file));
    if (!stored.ok) {
      log.error({ err: stored.cause, ...place }, 'a still could not be read');
      return refuse('internal');
    }
    if (!stored.value) return refuse('still-not-found');
    try {
      return succeed(await openSealed(stored.value, key));
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      log.error({ err: error, ...place }, 'a still was altered or damaged');
      return refuse('recording-damaged');
    }
  }

  /** The best picture of a still, all of it in memory; undefined when there is none that can be read. */
  async best(engagementId: EngagementId, id: StillId): Promise<Buffer | undefined> {
    const sharp = await this.open({ engagementId, id }, 'picture');
    const opened = sharp.ok ? sharp : await this.open({ engagementId, id }, 'preview');
    if (!opened.ok) return undefined;
    const parts: Buffer[] = [];
    for await (const part of opened.value.read(0, opened.value.size)) parts.push(part);
    return Buffer.concat(parts);
  }

  /** The files of one whose key is gone already. What can't be removed now is tried again. */
  async remove(place: StillPlace): Promise<void> {
    const { database, files, clock, log } = this.#parts;
    const removed = await files.remove(folderOf(place));
    if (removed.ok) await markRemoved(database.db, place.id, clock.now());
    else log.error({ err: removed.cause, ...place }, 'files of a deleted still stay for now');
  }
}
