import type { Timestamp } from '@parley/protocol';
import type { Db } from '../platform/database.ts';
import type { EntranceKind } from './tables.ts';

/** False when the code is taken. */
export async function insertEntrance(
  db: Db,
  entrance: {
    readonly code: string;
    readonly kind: EntranceKind;
    readonly subjectId: string;
    readonly expiresAt: Timestamp;
    readonly createdAt: Timestamp;
  },
): Promise<boolean> {
  const inserted = await db
    .insertInto('entrance')
    .values({
      code: entrance.code,
      kind: entrance.kind,
      subject_id: entrance.subjectId,
      expires_at: entrance.expiresAt,
      created_at: entrance.createdAt,
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('code')
    .executeTakeFirst();
  return inserted !== undefined;
}

export const findEntrance = (db: Db, code: string) =>
  db.selectFrom('entrance').selectAll().where('code', '=', code).executeTakeFirst();

export const moveExpiry = (db: Db, code: string, expiresAt: Timestamp) =>
  db.updateTable('entrance').set({ expires_at: expiresAt }).where('code', '=', code).execute();

export const removeExpired = (db: Db, before: Timestamp) =>
  db.deleteFrom('entrance').where('expires_at', '<', new Date(before)).execute();
