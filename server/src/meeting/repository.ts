import type { AssociateId, EngagementId, MeetingId, Timestamp } from '@parley/protocol';
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db } from '../platform/database.ts';
import type { MeetingTables } from './tables.ts';

export type MeetingRow = Selectable<MeetingTables['meeting']>;

export const insertMeeting = (db: Db, row: Insertable<MeetingTables['meeting']>) =>
  db.insertInto('meeting').values(row).execute();

export const findMeeting = (db: Db, id: string): Promise<MeetingRow | undefined> =>
  db
    .selectFrom('meeting')
    .selectAll()
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an id from an address or an entrance
    .where('id', '=', id as MeetingId)
    .executeTakeFirst();

/** Undefined when it has been changed since it was of this sequence. */
export const changeMeeting = (
  db: Db,
  id: MeetingId,
  sequence: number,
  changes: Updateable<MeetingTables['meeting']>,
): Promise<MeetingRow | undefined> =>
  db
    .updateTable('meeting')
    .set(changes)
    .where('id', '=', id)
    .where('sequence', '=', sequence)
    .returningAll()
    .executeTakeFirst();

/** False when it has been changed or cancelled since it was as in `row`. */
export async function runsIn(
  db: Db,
  { id, sequence }: Pick<MeetingRow, 'id' | 'sequence'>,
  engagementId: EngagementId,
): Promise<boolean> {
  const noted = await db
    .updateTable('meeting')
    .set({ engagement_id: engagementId })
    .where('id', '=', id)
    .where('sequence', '=', sequence)
    .returning('id')
    .executeTakeFirst();
  return noted !== undefined;
}

/** Not cancelled, and not over for longer than their codes are good; the next first. */
export const comingMeetings = (
  db: Db,
  hostId: AssociateId,
  endsAfter: Timestamp,
  most: number,
): Promise<MeetingRow[]> =>
  db
    .selectFrom('meeting')
    .selectAll()
    .where('host_id', '=', hostId)
    .where('cancelled', '=', false)
    .where('ends_at', '>', new Date(endsAfter))
    .orderBy('starts_at')
    .orderBy('id')
    .limit(most)
    .execute();
