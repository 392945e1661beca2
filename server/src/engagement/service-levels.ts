import type { TeamId } from '@parley/protocol';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

export interface ServiceLevel {
  readonly teamId: TeamId;
  readonly answered: number;
  /** Of the answered. */
  readonly inTime: number;
  /** Over without an answer, for whatever reason. */
  readonly abandoned: number;
}

/** How each team did with what was requested since then; teams of which nobody wanted anything are left out. */
export async function readServiceLevels(
  db: Db,
  since: Date,
  targetSeconds: number,
): Promise<readonly ServiceLevel[]> {
  return db
    .selectFrom('engagement')
    .select('team_id as teamId')
    .select(sql<number>`count(answered_at)::int`.as('answered'))
    .select(
      sql<number>`(count(*) filter (where answered_at <= requested_at + make_interval(secs => ${targetSeconds})))::int`.as(
        'inTime',
      ),
    )
    .select(
      sql<number>`(count(*) filter (where answered_at is null and phase = 'ended'))::int`.as('abandoned'),
    )
    .where('requested_at', '>=', since)
    .groupBy('team_id')
    .execute();
}
