import type { EngagementId, MessageId, Timestamp } from '@parley/protocol';
import type { Db } from '../platform/database.ts';
import type { WrappedKey } from '../recording/keys.ts';

export interface FilePlace {
  readonly engagementId: EngagementId;
  readonly messageId: MessageId;
}

/** The file's key; of two that are made at once the first is kept. Undefined once deleted. */
export async function keyOfFile(
  db: Db,
  { engagementId, messageId, key, at }: FilePlace & { readonly key: WrappedKey; readonly at: Timestamp },
): Promise<WrappedKey | undefined> {
  await db
    .insertInto('message_file')
    .values({
      message_id: messageId,
      engagement_id: engagementId,
      master_key_id: key.masterKeyId,
      wrapped_key: key.wrapped,
      created_at: at,
    })
    .onConflict((conflict) => conflict.column('message_id').doNothing())
    .execute();
  return findFileKey(db, { engagementId, messageId });
}

export async function findFileKey(
  db: Db,
  { engagementId, messageId }: FilePlace,
): Promise<WrappedKey | undefined> {
  const row = await db
    .selectFrom('message_file')
    .select(['master_key_id', 'wrapped_key'])
    .where('message_id', '=', messageId)
    .where('engagement_id', '=', engagementId)
    .executeTakeFirst();
  if (!row || row.wrapped_key === null) return undefined;
  return { masterKeyId: row.master_key_id, wrapped: row.wrapped_key };
}

/** Forgets its key, so that nobody can read it any more. False when that was so before. */
export async function eraseFile(tx: Db, { engagementId, messageId }: FilePlace): Promise<boolean> {
  const erased = await tx
    .updateTable('message_file')
    .set({ wrapped_key: null })
    .where('message_id', '=', messageId)
    .where('engagement_id', '=', engagementId)
    .where('wrapped_key', 'is not', null)
    .returning('message_id')
    .executeTakeFirst();
  return erased !== undefined;
}

export async function keepFilesUntil(db: Db, engagementId: EngagementId, until: Timestamp): Promise<void> {
  await db
    .updateTable('message_file')
    .set({ kept_until: until })
    .where('engagement_id', '=', engagementId)
    .where('kept_until', 'is', null)
    .execute();
}

/** Those whose time is over. */
export async function filesKeptUntil(db: Db, at: Timestamp, limit: number): Promise<FilePlace[]> {
  const rows = await db
    .selectFrom('message_file')
    .select(['message_id', 'engagement_id'])
    .where('kept_until', '<=', new Date(at))
    .where('wrapped_key', 'is not', null)
    .orderBy('kept_until')
    .limit(limit)
    .execute();
  return rows.map(placeOf);
}

/** Engagements whose end was not noted with their files. */
export async function engagementsWithOpenFiles(db: Db): Promise<EngagementId[]> {
  const rows = await db
    .selectFrom('message_file')
    .select('engagement_id')
    .distinct()
    .where('kept_until', 'is', null)
    .where('wrapped_key', 'is not', null)
    .execute();
  return rows.map(({ engagement_id: id }) => id);
}

/** Erased ones that may still be in the store. */
export async function filesToRemove(db: Db, limit: number): Promise<FilePlace[]> {
  const rows = await db
    .selectFrom('message_file')
    .select(['message_id', 'engagement_id'])
    .where('wrapped_key', 'is', null)
    .where('removed_at', 'is', null)
    .limit(limit)
    .execute();
  return rows.map(placeOf);
}

export async function markFileRemoved(db: Db, messageId: MessageId, at: Timestamp): Promise<void> {
  await db.updateTable('message_file').set({ removed_at: at }).where('message_id', '=', messageId).execute();
}

/** Those whose keys another than the current master key wraps. */
export async function filesNotUnder(
  db: Db,
  masterKeyId: string,
): Promise<{ readonly id: MessageId; readonly key: WrappedKey }[]> {
  const rows = await db
    .selectFrom('message_file')
    .select(['message_id', 'master_key_id', 'wrapped_key'])
    .where('master_key_id', '<>', masterKeyId)
    .where('wrapped_key', 'is not', null)
    .execute();
  return rows.map((row) => ({
    id: row.message_id,
    key: { masterKeyId: row.master_key_id, wrapped: row.wrapped_key ?? '' },
  }));
}

export async function replaceFileKey(db: Db, id: MessageId, from: WrappedKey, to: WrappedKey): Promise<void> {
  await db
    .updateTable('message_file')
    .set({ master_key_id: to.masterKeyId, wrapped_key: to.wrapped })
    .where('message_id', '=', id)
    .where('wrapped_key', '=', from.wrapped)
    .execute();
}

const placeOf = (row: { message_id: MessageId; engagement_id: EngagementId }): FilePlace => ({
  messageId: row.message_id,
  engagementId: row.engagement_id,
});
