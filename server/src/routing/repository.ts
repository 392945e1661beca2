import type { AssociateId, Timestamp } from '@parley/protocol';
import type { Db } from '../platform/database.ts';

/** What is remembered of an associate's availability, whether or not a desk is open. */
export interface StoredAvailability {
  readonly chosen: 'available' | 'away';
  readonly idleSince: Timestamp;
  readonly lastOutcome: 'expired' | 'other';
  readonly notice?: 'missed';
}

export async function findAvailability(db: Db, id: AssociateId): Promise<StoredAvailability | undefined> {
  const row = await db
    .selectFrom('associate_availability')
    .selectAll()
    .where('account_id', '=', id)
    .executeTakeFirst();
  return (
    row && {
      chosen: row.chosen,
      idleSince: row.idle_since.toISOString(),
      lastOutcome: row.last_outcome,
      ...(row.notice && { notice: row.notice }),
    }
  );
}

export async function saveAvailability(
  db: Db,
  id: AssociateId,
  availability: StoredAvailability,
): Promise<void> {
  const values = {
    chosen: availability.chosen,
    idle_since: availability.idleSince,
    last_outcome: availability.lastOutcome,
    notice: availability.notice ?? null,
  };
  await db
    .insertInto('associate_availability')
    .values({ account_id: id, ...values })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
    .execute();
}
