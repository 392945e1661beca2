import type {
  EngagementId,
  ParticipantId,
  RecordingRecord,
  RecordingStatus,
  Timestamp,
} from '@parley/protocol';
import type { Db } from '../platform/database.ts';
import type { WrappedKey } from './keys.ts';
import type { PictureSize } from './tables.ts';
import type { TakeHead } from '@parley/sfu';

/** One recording as it is kept. */
export interface Recording {
  readonly engagementId: EngagementId;
  readonly status: RecordingStatus;
  /** Undefined once deleted. */
  readonly key: WrappedKey | undefined;
  readonly keptUntil: Timestamp | undefined;
  readonly startedAt: Timestamp | undefined;
  readonly durationMs: number | undefined;
  readonly progress: number | undefined;
  readonly problem: RecordingRecord['problem'];
  readonly contentType: string | undefined;
  readonly bytes: number | undefined;
  readonly deletedAt: Timestamp | undefined;
}

export interface StoredTake {
  readonly id: string;
  readonly participantId: ParticipantId;
  readonly source: TakeHead['source'];
  readonly codec: TakeHead['codec'];
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly bytes: number;
  readonly pictures: readonly PictureSize[];
}

export async function findRecording(db: Db, engagementId: EngagementId): Promise<Recording | undefined> {
  const row = await db
    .selectFrom('recording')
    .selectAll()
    .where('engagement_id', '=', engagementId)
    .executeTakeFirst();
  return (
    row && {
      engagementId,
      status: row.status,
      key:
        row.wrapped_key === null ? undefined : { masterKeyId: row.master_key_id, wrapped: row.wrapped_key },
      keptUntil: row.kept_until?.toISOString(),
      startedAt: row.started_at?.toISOString(),
      durationMs: row.duration_ms ?? undefined,
      progress: row.progress ?? undefined,
      problem: row.problem ?? undefined,
      contentType: row.content_type ?? undefined,
      bytes: row.bytes === null ? undefined : Number(row.bytes),
      deletedAt: row.deleted_at?.toISOString(),
    }
  );
}

/** Keeps the first of two that are made at once. */
export async function insertRecording(
  db: Db,
  engagementId: EngagementId,
  key: WrappedKey,
  at: Timestamp,
): Promise<void> {
  await db
    .insertInto('recording')
    .values({
      engagement_id: engagementId,
      status: 'recording',
      master_key_id: key.masterKeyId,
      wrapped_key: key.wrapped,
      created_at: at,
    })
    .onConflict((conflict) => conflict.column('engagement_id').doNothing())
    .execute();
}

/** What becomes of a recording; only those named change. */
export interface RecordingChange {
  readonly status?: RecordingStatus;
  readonly keptUntil?: Timestamp;
  readonly startedAt?: Timestamp;
  readonly durationMs?: number;
  readonly progress?: number | null;
  readonly problem?: RecordingRecord['problem'] | null;
  readonly contentType?: string;
  readonly bytes?: number;
}

export async function changeRecording(
  db: Db,
  engagementId: EngagementId,
  change: RecordingChange,
): Promise<void> {
  await db
    .updateTable('recording')
    .set({
      ...(change.status !== undefined && { status: change.status }),
      ...(change.keptUntil !== undefined && { kept_until: change.keptUntil }),
      ...(change.startedAt !== undefined && { started_at: change.startedAt }),
      ...(change.durationMs !== undefined && { duration_ms: change.durationMs }),
      ...(change.progress !== undefined && { progress: change.progress }),
      ...(change.problem !== undefined && { problem: change.problem }),
      ...(change.contentType !== undefined && { content_type: change.contentType }),
      ...(change.bytes !== undefined && { bytes: change.bytes }),
    })
    .where('engagement_id', '=', engagementId)
    // Whoever still works on what was deleted meanwhile must not bring it back.
    .where('status', '<>', 'deleted')
    .execute();
}

/** Marks it deleted and forgets its key, its takes and all that could be read of it. False when it was before. */
export async function eraseRecording(tx: Db, engagementId: EngagementId, at: Timestamp): Promise<boolean> {
  const erased = await tx
    .updateTable('recording')
    .set({ status: 'deleted', wrapped_key: null, deleted_at: at, progress: null, problem: null })
    .where('engagement_id', '=', engagementId)
    .where('status', '<>', 'deleted')
    .returning('engagement_id')
    .executeTakeFirst();
  if (!erased) return false;
  await tx.deleteFrom('recording_take').where('engagement_id', '=', engagementId).execute();
  await markRecorded(tx, engagementId, false);
  return true;
}

/** Keeps the engagement's summary in step: whether there is something to watch. */
export async function markRecorded(db: Db, engagementId: EngagementId, recorded: boolean): Promise<void> {
  await db.updateTable('engagement').set({ recorded }).where('id', '=', engagementId).execute();
}

export async function insertTake(db: Db, engagementId: EngagementId, take: StoredTake): Promise<void> {
  await db
    .insertInto('recording_take')
    .values({
      engagement_id: engagementId,
      id: take.id,
      participant_id: take.participantId,
      source: take.source,
      codec: take.codec,
      started_at: new Date(take.startedAtMs).toISOString(),
      duration_ms: take.durationMs,
      bytes: take.bytes,
      pictures: JSON.stringify(take.pictures),
    })
    .onConflict((conflict) => conflict.columns(['engagement_id', 'id']).doNothing())
    .execute();
}

/** In the order in which they began. */
export async function listTakes(db: Db, engagementId: EngagementId): Promise<StoredTake[]> {
  const rows = await db
    .selectFrom('recording_take')
    .selectAll()
    .where('engagement_id', '=', engagementId)
    .orderBy('started_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    participantId: row.participant_id,
    source: row.source,
    codec: row.codec,
    startedAtMs: row.started_at.getTime(),
    durationMs: row.duration_ms,
    bytes: Number(row.bytes),
    pictures: row.pictures,
  }));
}

export async function recordingsIn(db: Db, statuses: readonly RecordingStatus[]): Promise<EngagementId[]> {
  const rows = await db
    .selectFrom('recording')
    .select('engagement_id')
    .where('status', 'in', statuses)
    .orderBy('created_at')
    .execute();
  return rows.map(({ engagement_id }) => engagement_id);
}

/** Those that could not be composed for this reason. */
export async function recordingsHeldUpBy(
  db: Db,
  problem: NonNullable<RecordingRecord['problem']>,
): Promise<EngagementId[]> {
  const rows = await db
    .selectFrom('recording')
    .select('engagement_id')
    .where('status', '=', 'uncomposed')
    .where('problem', '=', problem)
    .orderBy('created_at')
    .execute();
  return rows.map(({ engagement_id }) => engagement_id);
}

/** Those whose time is over. */
export async function recordingsKeptUntil(db: Db, at: Timestamp, limit: number): Promise<EngagementId[]> {
  const rows = await db
    .selectFrom('recording')
    .select('engagement_id')
    .where('kept_until', '<=', new Date(at))
    .where('status', '<>', 'deleted')
    .orderBy('kept_until')
    .limit(limit)
    .execute();
  return rows.map(({ engagement_id }) => engagement_id);
}

/** Those whose keys another than the current master key wraps. */
export async function recordingsNotUnder(
  db: Db,
  masterKeyId: string,
): Promise<{ readonly engagementId: EngagementId; readonly key: WrappedKey }[]> {
  const rows = await db
    .selectFrom('recording')
    .select(['engagement_id', 'master_key_id', 'wrapped_key'])
    .where('master_key_id', '<>', masterKeyId)
    .where('wrapped_key', 'is not', null)
    .execute();
  return rows.map((row) => ({
    engagementId: row.engagement_id,
    key: { masterKeyId: row.master_key_id, wrapped: row.wrapped_key ?? '' },
  }));
}

export async function replaceKey(
  db: Db,
  engagementId: EngagementId,
  from: WrappedKey,
  to: WrappedKey,
): Promise<void> {
  await db
    .updateTable('recording')
    .set({ master_key_id: to.masterKeyId, wrapped_key: to.wrapped })
    .where('engagement_id', '=', engagementId)
    .where('wrapped_key', '=', from.wrapped)
    .execute();
}
