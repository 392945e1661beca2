import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

/** False when nothing is sent to it as it is. */
export async function stopNumber(tx: Db, number: string): Promise<boolean> {
  const added = await tx
    .insertInto('sms_stop')
    .values({ number })
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .executeTakeFirst();
  return added !== undefined;
}

export async function removeStop(tx: Db, number: string): Promise<boolean> {
  const removed = await tx
    .deleteFrom('sms_stop')
    .where('number', '=', number)
    .returning('number')
    .executeTakeFirst();
  return removed !== undefined;
}

export async function stoppedAmong(db: Db, numbers: readonly string[]): Promise<ReadonlySet<string>> {
  if (numbers.length === 0) return new Set();
  const rows = await db.selectFrom('sms_stop').select('number').where('number', 'in', numbers).execute();
  return new Set(rows.map(({ number }) => number));
}

/** What has not been handed over to this number never will be. */
export const failWaiting = (tx: Db, number: string) =>
  tx
    .updateTable('outgoing')
    .set({ status: 'failed', failure: 'stopped', changed_at: sql`now()` })
    .where('kind', '=', 'sms')
    .where('recipient', '=', number)
    .where('status', '=', 'waiting')
    .execute();
