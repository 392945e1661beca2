import type { EngagementId, RecordedTake, RecordingRecord } from '@parley/protocol';
import { openSealed, SealBroken, type OpenedFile } from '@parley/seal';
import type { Audit, AuditActor } from '../audit/audit.ts';
import type { Engagements } from '../engagement/engagements.ts';
import { toTimestamp, type Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import type { Log } from '../platform/log.ts';
import { FilesFailed, type RecordingFiles } from './files/files.ts';
import type { MasterKeys } from './keys.ts';
import { composedName, fileKeyOf, folderKeyOf, takeEnding } from './names.ts';
import {
  eraseRecording,
  findRecording,
  listTakes,
  recordingsKeptUntil,
  type Recording,
  type StoredTake,
} from './repository.ts';

interface Parts {
  readonly database: Database;
  readonly engagements: Engagements;
  readonly audit: Audit;
  readonly keys: MasterKeys;
  readonly files: RecordingFiles;
  readonly clock: Clock;
  readonly log: Log;
}

export interface PlayableFile {
  readonly file: OpenedFile;
  readonly contentType: string;
  /** Changes when the content does; for If-Range. */
  readonly version: string;
}

/** What there is to see of recordings, and how they go. Who may is for the routes to say. */
export class Playback {
  readonly #parts: Parts;
  /** Opening a take means reading through it once; players open the same one for every piece. */
  readonly #opened = new Map<string, PlayableFile>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async record(
    engagementId: EngagementId,
  ): Promise<Outcome<Omit<RecordingRecord, 'mayDownload' | 'mayDelete'>>> {
    const { db } = this.#parts.database;
    const recording = await findRecording(db, engagementId);
    if (!recording) return refuse('recording-not-found');
    const takes = await listTakes(db, engagementId);
    const { status, startedAt, durationMs, progress, problem, contentType, bytes, keptUntil, deletedAt } =
      recording;
    return succeed({
      status,
      takes: takes.map(describe),
      ...(startedAt && { startedAt }),
      ...(durationMs !== undefined && { durationMs }),
      ...(progress !== undefined && { progress }),
      ...(problem && { problem }),
      ...(contentType && { contentType }),
      ...(bytes !== undefined && { bytes }),
      ...(keptUntil && { keptUntil }),
      ...(deletedAt && { deletedAt }),
    });
  }

  async composed(engagementId: EngagementId): Promise<Outcome<PlayableFile>> {
    const recording = await findRecording(this.#parts.database.db, engagementId);
    if (recording?.status !== 'ready') return refuse('recording-not-found');
    return this.#open(recording, composedName, recording.contentType ?? 'video/mp4');
  }

  async take(engagementId: EngagementId, takeId: string): Promise<Outcome<PlayableFile>> {
    const recording = await findRecording(this.#parts.database.db, engagementId);
    const takes = await listTakes(this.#parts.database.db, engagementId);
    const take = takes.find(({ id }) => id === takeId);
    if (!recording || !take) return refuse('recording-not-found');
    return this.#open(recording, take.id + takeEnding, contentTypeOf(take));
  }

  async #open(
    { engagementId, key: wrapped }: Recording,
    name: string,
    contentType: string,
  ): Promise<Outcome<PlayableFile>> {
    const { files, keys, log } = this.#parts;
    const fileKey = fileKeyOf(engagementId, name);
    const known = this.#opened.get(fileKey);
    if (known) return succeed(known);
    const key = wrapped && keys.unwrap(wrapped);
    if (!key) return refuse('recording-damaged');
    try {
      const file = await openStored(files, fileKey, key);
      if (!file) return refuse('recording-not-found');
      const playable = { file, contentType, version: `"${name}-${String(file.size)}"` };
      this.#remember(fileKey, playable);
      return succeed(playable);
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      log.error({ err: error, engagementId, file: name }, 'a recording was altered or damaged');
      return refuse('recording-damaged');
    }
  }

  #remember(fileKey: string, playable: PlayableFile): void {
    this.#opened.set(fileKey, playable);
    const [oldest] = this.#opened.keys();
    if (this.#opened.size > maxOpened && oldest !== undefined) this.#opened.delete(oldest);
  }

  /** For good: the key goes first, so that copies of the files can't be read either. */
  async delete(engagementId: EngagementId, actor: AuditActor): Promise<Outcome<void>> {
    const { database, engagements, audit, files, clock, log } = this.#parts;
    const recording = await findRecording(database.db, engagementId);
    if (!recording || recording.status === 'deleted') return refuse('recording-not-found');
    const state = await engagements.state(engagementId);
    if (state && state.phase !== 'ended') return refuse('recording-not-over');
    await database.transaction(async (tx) => {
      if (!(await eraseRecording(tx, engagementId, clock.now()))) return;
      const action = actor ? 'recording.deleted' : 'recording.expired';
      await audit.add(tx, { actor, action, engagementId });
    });
    for (const fileKey of this.#opened.keys())
      if (fileKey.startsWith(fileKeyOf(engagementId, ''))) this.#opened.delete(fileKey);
    const removed = await files.remove(folderKeyOf(engagementId));
    // Without its key nobody can read what stays.
    if (!removed.ok) log.error({ err: removed.cause, engagementId }, 'files of a deleted recording stay');
    return succeed(undefined);
  }

  /** Deletes what has been kept for as long as its scenario says. */
  async purge(signal: AbortSignal): Promise<void> {
    const { database, clock } = this.#parts;
    for (;;) {
      const due = await recordingsKeptUntil(database.db, clock.now(), purgedAtOnce);
      for (const engagementId of due) {
        if (signal.aborted) return;
        await this.delete(engagementId, undefined);
      }
      if (due.length < purgedAtOnce) return;
    }
  }
}

const maxOpened = 64;
const purgedAtOnce = 50;

const contentTypeOf = ({ source, codec }: Pick<StoredTake, 'source' | 'codec'>): string => {
  const kind = source === 'microphone' || source === 'screen-audio' ? 'audio' : 'video';
  return codec === 'h264' ? 'video/matroska' : `${kind}/webm`;
};

const describe = (take: StoredTake): RecordedTake => ({
  id: take.id,
  participantId: take.participantId,
  source: take.source,
  startedAt: toTimestamp(take.startedAtMs),
  durationMs: take.durationMs,
  contentType: contentTypeOf(take),
  bytes: take.bytes,
});

/**
 * A sealed file of the store; undefined when it is not there.
 * @throws SealBroken, FilesFailed
 */
export async function openStored(
  files: RecordingFiles,
  fileKey: string,
  key: Buffer,
): Promise<OpenedFile | undefined> {
  const stored = await files.open(fileKey);
  if (!stored.ok) throw new FilesFailed(stored.failure, stored.cause);
  return stored.value && openSealed(stored.value, key);
}
