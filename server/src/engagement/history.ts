import { z } from 'zod';
import {
  engagementId,
  timestamp,
  type EngagementQuery,
  type EngagementSummary,
  type TeamId,
} from '@parley/protocol';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import { foldNames } from './repository.ts';

export interface History {
  readonly engagements: EngagementSummary[];
  /** Where the next page begins; absent on the last. */
  readonly next?: string;
}

const cursor = z.tuple([timestamp, engagementId]);
type Cursor = z.infer<typeof cursor>;

const encode = (place: Cursor): string => Buffer.from(JSON.stringify(place)).toString('base64url');

function decode(text: string): Cursor | undefined {
  try {
    const place = cursor.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
    return place && Date.parse(place[0]) >= firstMoment ? place : undefined;
  } catch {
    return undefined;
  }
}

const holdsNul = (text: string | undefined): boolean => text?.includes('\0') ?? false;

const dayMs = 86_400_000;
const dayAfter = (day: string): Date => new Date(Date.parse(day) + dayMs);

const firstMoment = Date.parse('0001-01-01');
const lastMoment = Date.parse('9999-12-31T23:59:59.999Z');

/** The driver writes years of four digits only, and PostgreSQL knows no year 0; our schema allows both. */
const inRange = (at: Date): Date => new Date(Math.min(Math.max(at.getTime(), firstMoment), lastMoment));

/** As part of a LIKE pattern: what people type stands for itself. */
const literally = (text: string): string => text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);

/**
 * Newest first. `teamIds` undefined reads those of every team.
 * Refused with `bad-request` when `after` is none of ours, or a text holds NUL, which PostgreSQL can't even be asked for.
 */
export async function readHistory(
  db: Db,
  teamIds: readonly TeamId[] | undefined,
  query: EngagementQuery,
): Promise<Outcome<History>> {
  const after = query.after === undefined ? undefined : decode(query.after);
  if (query.after !== undefined && !after) return refuse('bad-request', 'after');
  if (holdsNul(query.search)) return refuse('bad-request', 'search');
  if (holdsNul(query.scenario)) return refuse('bad-request', 'scenario');
  if (teamIds?.length === 0) return succeed({ engagements: [] });
  const rows = await matching(db, teamIds, query, after)
    // One more than asked for tells whether there are more.
    .limit(query.limit + 1)
    .execute();
  const engagements = rows.slice(0, query.limit).map(summaryOf);
  const last = engagements.at(-1);
  const isMore = rows.length > query.limit && last !== undefined;
  return succeed({ engagements, ...(isMore && { next: encode([last.requestedAt, last.id]) }) });
}

/** In the order of the alphabet. */
export async function readScenarioNames(db: Db, teamIds: readonly TeamId[] | undefined): Promise<string[]> {
  if (teamIds?.length === 0) return [];
  let rows = db.selectFrom('engagement').select('scenario_name').distinct().orderBy('scenario_name');
  if (teamIds) rows = rows.where('team_id', 'in', teamIds);
  return (await rows.execute()).map(({ scenario_name }) => scenario_name);
}

function matching(
  db: Db,
  teamIds: readonly TeamId[] | undefined,
  { search, from, to, outcome, scenario, recorded }: EngagementQuery,
  after: Cursor | undefined,
) {
  let rows = db.selectFrom('engagement').selectAll().orderBy('requested_at', 'desc').orderBy('id', 'desc');
  if (teamIds) rows = rows.where('team_id', 'in', teamIds);
  if (from !== undefined) rows = rows.where('requested_at', '>=', inRange(new Date(from)));
  if (to !== undefined) rows = rows.where('requested_at', '<', inRange(dayAfter(to)));
  if (outcome !== undefined) rows = rows.where('end_reason', '=', outcome);
  if (scenario !== undefined) rows = rows.where('scenario_name', '=', scenario);
  if (recorded !== undefined) rows = rows.where('recorded', '=', recorded);
  if (search !== undefined) rows = rows.where('names_folded', 'like', `%${literally(foldNames([search]))}%`);
  // Milliseconds are all that the wire tells of a time; the database may know more.
  if (after)
    rows = rows.where(
      sql<boolean>`(date_trunc('milliseconds', requested_at), id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    );
  return rows;
}

type Row = Awaited<ReturnType<ReturnType<typeof matching>['execute']>>[number];

const summaryOf = (row: Row): EngagementSummary => ({
  id: row.id,
  scenarioName: row.scenario_name,
  channel: row.channel,
  phase: row.phase,
  requestedAt: row.requested_at.toISOString(),
  associateNames: row.associate_names,
  recorded: row.recorded,
  ...(row.customer_name !== null && { customerName: row.customer_name }),
  ...(row.answered_at && { answeredAt: row.answered_at.toISOString() }),
  ...(row.ended_at && { endedAt: row.ended_at.toISOString() }),
  ...(row.end_reason !== null && { endReason: row.end_reason }),
});
