import type { EngagementId, StillId, Timestamp } from '@parley/protocol';
import type { Db } from '../platform/database.ts';
import type { WrappedKey } from '../recording/keys.ts';

/** The still's key; of two that are made at once the first is kept. Undefined once deleted. */
export async function keyOfStill(
  db: Db,
  { id, engagementId, key, at }: { id: StillId; engagementId: EngagementId; key: WrappedKey; at: Timestamp },
): Promise<WrappedKey | undefined> {
  await db
    .insertInto('still')
    .values({
      id,
      engagement_id: engagementId,
      master_key_id: key.masterKeyId,
      wrapped_key: key.wrapped,
      created_at: at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return findKey(db, engagementId, id);
}

export async function findKey(
  db: Db,
  engagementId: EngagementId,
  id: StillId,
): Promise<WrappedKey | undefined> {
  const row = await db
    .selectFrom('still')
    .select(['master_key_id', 'wrapped_key'])
    .where('id', '=', id)
    .where('engagement_id', '=', engagementId)
    .executeTakeFirst();
  if (!row || row.wrapped_key === null) return undefined;
  return { masterKeyId: row.master_key_id, wrapped: row.wrapped_key };
}

/** Forgets its key, so that nobody can read it any more. False when that was so before. */
export async function eraseStill(tx: Db, engagementId: EngagementId, id: StillId): Promise<boolean> {
  const erased = await tx
    .updateTable('still')
    .set({ wrapped_key: null })
    .where('id', '=', id)
    .where('engagement_id', '=', engagementId)
    .where('wrapped_key', 'is not', null)
    .returning('id')
    .executeTakeFirst();
  return erased !== undefined;
}

export async function keepUntil(db: Db, engagementId: EngagementId, until: Timestamp): Promise<void> {
  await db
    .updateTable('still')
    .set({ kept_until: until })
    .where('engagement_id', '=', engagementId)
    .where('kept_until', 'is', null)
    .execute();
}

export interface StillPlace {
  readonly id: StillId;
  readonly engagementId: EngagementId;
}

/** Those whose time is over. */
export async function stillsKeptUntil(db: Db, at: Timestamp, limit: number): Promise<StillPlace[]> {
  const rows = await db
    .selectFrom('still')
    .select(['id', 'engagement_id'])
    .where('kept_until', '<=', new Date(at))
    .where('wrapped_key', 'is not', null)
    .orderBy('kept_until')
    .limit(limit)
    .execute();
  return rows.map(placeOf);
}

/** Engagements with stills whose end nobody has noted yet. */
export async function engagementsWithoutEnd(db: Db): Promise<EngagementId[]> {
  const rows = await db
    .selectFrom('still')
    .select('engagement_id')
    .distinct()
    .where('kept_until', 'is', null)
    .where('wrapped_key', 'is not', null)
    .execute();
  return rows.map(({ engagement_id }) => engagement_id);
}

/** Erased ones whose files may still be in the store. */
export async function stillsToRemove(db: Db, limit: number): Promise<StillPlace[]> {
  const rows = await db
    .selectFrom('still')
    .select(['id', 'engagement_id'])
    .where('wrapped_key', 'is', null)
    .where('removed_at', 'is', null)
    .limit(limit)
    .execute();
  return rows.map(placeOf);
}

export async function markRemoved(db: Db, id: StillId, at: Timestamp): Promise<void> {
  await db.updateTable('still').set({ removed_at: at }).where('id', '=', id).execute();
}

/** Those whose keys another than the current master key wraps. */
export async function stillsNotUnder(
  db: Db,
  masterKeyId: string,
): Promise<{ readonly id: StillId; readonly key: WrappedKey }[]> {
  const rows = await db
    .selectFrom('still')
    .select(['id', 'master_key_id', 'wrapped_key'])
    .where('master_key_id', '<>', masterKeyId)
    .where('wrapped_key', 'is not', null)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    key: { masterKeyId: row.master_key_id, wrapped: row.wrapped_key ?? '' },
  }));
}

export async function replaceStillKey(db: Db, id: StillId, from: WrappedKey, to: WrappedKey): Promise<void> {
  await db
    .updateTable('still')
    .set({ master_key_id: to.masterKeyId, wrapped_key: to.wrapped })
    .where('id', '=', id)
    .where('wrapped_key', '=', from.wrapped)
    .execute();
}

const placeOf = (row: { id: StillId; engagement_id: EngagementId }): StillPlace => ({
  id: row.id,
  engagementId: row.engagement_id,
});
