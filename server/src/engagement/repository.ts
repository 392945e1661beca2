import type { EngagementId, EngagementState, LoggedEvent, ParticipantId, Timestamp } from '@parley/protocol';
import { customerOf } from '@parley/engagement';
import type { Db } from '../platform/database.ts';
import { customerKey } from './known-customer.ts';

export async function readLog(db: Db, engagementId: EngagementId, afterSeq = 0): Promise<LoggedEvent[]> {
  const rows = await db
    .selectFrom('engagement_event')
    .select(['seq', 'at', 'event'])
    .where('engagement_id', '=', engagementId)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .execute();
  return rows.map(({ seq, at, event }) => ({ engagementId, seq, at: at.toISOString(), event }));
}

/** Everything that a starting server has to look after. */
export async function readOpenIds(db: Db): Promise<EngagementId[]> {
  const rows = await db
    .selectFrom('engagement')
    .select('id')
    .where('open', '=', true)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

const summaryOf = (state: EngagementState) => ({
  phase: state.phase,
  open: isOpen(state),
  customer_name: customerOf(state)?.name ?? state.meeting?.title ?? null,
  customer_key: customerKey(state.context) ?? null,
  associate_names: JSON.stringify(associateNames(state)),
  names_folded: foldNames([
    customerOf(state)?.name,
    state.meeting?.title,
    ...guestNames(state),
    ...associateNames(state),
  ]),
  answered_at: state.answeredAt ?? null,
  ended_at: state.endedAt ?? null,
  end_reason: state.endReason ?? null,
});

/**
 * Names as a search compares them, a line each. Folded here because PostgreSQL's own `lower` and `ilike` know only
 * ASCII in a database of the locale C.
 */
export const foldNames = (names: readonly (string | undefined)[]): string =>
  names
    .filter((name) => name !== undefined)
    .join('\n')
    .toLowerCase();

const guestNames = (state: EngagementState): (string | undefined)[] =>
  state.participants.filter(({ role }) => role === 'guest').map(({ name }) => name);

const associateNames = (state: EngagementState): string[] =>
  state.participants.flatMap(({ role, name }) => (role === 'associate' && name !== undefined ? [name] : []));

/** Whether anything about it may still happen by itself. */
export const isOpen = (state: EngagementState): boolean =>
  state.phase !== 'ended' || state.wrapUps.length > 0;

/**
 * Appends events and keeps the summary in step; call it in a transaction.
 * @throws a unique violation when another command appended first
 */
export async function append(tx: Db, state: EngagementState, events: readonly LoggedEvent[]): Promise<void> {
  if (events[0]?.seq === 1) {
    await tx
      .insertInto('engagement')
      .values({
        id: state.id,
        team_id: state.teamId,
        channel: state.channel,
        scenario_name: state.scenario.name,
        requested_at: state.requestedAt,
        ...summaryOf(state),
      })
      .execute();
  } else {
    await tx.updateTable('engagement').set(summaryOf(state)).where('id', '=', state.id).execute();
  }
  await tx
    .insertInto('engagement_event')
    .values(
      events.map(({ engagementId, seq, at, event }) => ({
        engagement_id: engagementId,
        seq,
        at,
        event: JSON.stringify(event),
      })),
    )
    .execute();
}

export async function insertToken(
  tx: Db,
  tokenHash: string,
  engagementId: EngagementId,
  participantId: ParticipantId,
  createdAt: Timestamp,
): Promise<void> {
  await tx
    .insertInto('participant_token')
    .values({
      token_hash: tokenHash,
      engagement_id: engagementId,
      participant_id: participantId,
      created_at: createdAt,
    })
    .execute();
}

export async function findToken(
  db: Db,
  tokenHash: string,
): Promise<{ engagementId: EngagementId; participantId: ParticipantId } | undefined> {
  const row = await db
    .selectFrom('participant_token')
    .select(['engagement_id', 'participant_id'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row && { engagementId: row.engagement_id, participantId: row.participant_id };
}
