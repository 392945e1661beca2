import type {
  AssociateId,
  ConversationEntry,
  ConversationEntryId,
  ConversationId,
  EngagementId,
  Timestamp,
} from '@parley/protocol';
import { sql, type ExpressionBuilder } from 'kysely';
import type { Db } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { DatabaseSchema } from '../platform/schema.ts';

interface Owner {
  readonly id: AssociateId;
  readonly name: string;
}

export const conversationRow = (db: Db, id: ConversationId) =>
  db.selectFrom('conversation').selectAll().where('id', '=', id).executeTakeFirst();
export type ConversationRow = NonNullable<Awaited<ReturnType<typeof conversationRow>>>;

/** As `conversationRow`; until the transaction ends nobody else changes it. */
export const lockConversation = (tx: Db, id: ConversationId) =>
  tx.selectFrom('conversation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const conversationOfNumber = (db: Db, number: string) =>
  db.selectFrom('conversation').selectAll().where('number', '=', number).executeTakeFirst();

/** The conversation with this number, begun if there is none; who has none for an owner gets `owner`. */
export const openConversation = (
  tx: Db,
  number: string,
  at: Timestamp,
  owner?: Owner,
): Promise<ConversationRow> =>
  tx
    .insertInto('conversation')
    .values({
      id: newId<ConversationId>(),
      number,
      owner_id: owner?.id ?? null,
      owner_name: owner?.name ?? null,
      changed_at: at,
      created_at: at,
    })
    .onConflict((conflict) =>
      conflict.column('number').doUpdateSet((row) => ({
        changed_at: at,
        owner_id: row.fn.coalesce('conversation.owner_id', 'excluded.owner_id'),
        owner_name: row.fn.coalesce('conversation.owner_name', 'excluded.owner_name'),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();

interface NewEntry {
  readonly kind: ConversationEntry['kind'];
  readonly at: Timestamp;
  readonly text: string;
  readonly by?: Owner | undefined;
  readonly toName?: string;
  readonly engagementId?: EngagementId | undefined;
  readonly outgoingId?: string;
  readonly providerId?: string;
  readonly attachments?: number;
}

/** Kinds that the owner should see, and that count as unread until then. */
const forOwner = ['received', 'handed-over'] as const;
const isForOwner = (kind: ConversationEntry['kind']): boolean => forOwner.some((one) => one === kind);
const shortLength = 160;

const entryRow = (id: ConversationId, entry: NewEntry) => ({
  id: newId<ConversationEntryId>(),
  conversation_id: id,
  kind: entry.kind,
  at: entry.at,
  text: entry.text,
  by_id: entry.by?.id ?? null,
  by_name: entry.by?.name ?? null,
  to_name: entry.toName ?? null,
  engagement_id: entry.engagementId ?? null,
  outgoing_id: entry.outgoingId ?? null,
  provider_id: entry.providerId ?? null,
  ...(entry.attachments !== undefined && { attachments: entry.attachments }),
});

/** Adds an entry; false when the provider has told of it before. */
export async function addEntry(tx: Db, id: ConversationId, entry: NewEntry): Promise<boolean> {
  const added = await tx
    .insertInto('conversation_entry')
    .values(entryRow(id, entry))
    .onConflict((conflict) => conflict.column('provider_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) return false;
  await tx
    .updateTable('conversation')
    .set({
      changed_at: entry.at,
      last_kind: entry.kind,
      last_text: Array.from(entry.text).slice(0, shortLength).join(''),
      ...(entry.kind === 'received' && { received_at: entry.at }),
      ...(isForOwner(entry.kind) && { unread: sql<number>`unread + 1` }),
    })
    .where('id', '=', id)
    .execute();
  return true;
}

export const isReceived = async (db: Db, providerId: string): Promise<boolean> =>
  (await db
    .selectFrom('conversation_entry')
    .select('id')
    .where('provider_id', '=', providerId)
    .executeTakeFirst()) !== undefined;

export const nameConversation = (tx: Db, number: string, name: string) =>
  tx.updateTable('conversation').set({ name }).where('number', '=', number).execute();

export const setOwner = (tx: Db, id: ConversationId, owner: Owner) =>
  tx
    .updateTable('conversation')
    .set({ owner_id: owner.id, owner_name: owner.name })
    .where('id', '=', id)
    .execute();

/** Everything up to this entry is read; what came in since is not. The conversation is locked. */
export async function markRead(tx: Db, id: ConversationId, upTo: ConversationEntryId): Promise<void> {
  const { count } = await tx
    .selectFrom('conversation_entry')
    .select(({ fn }) => fn.countAll<string | number>().as('count'))
    .where('conversation_id', '=', id)
    .where('id', '>', upTo)
    .where('kind', 'in', forOwner)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('conversation')
    .set({ unread: sql<number>`least(unread, ${Number(count)}::integer)` })
    .where('id', '=', id)
    .execute();
}

export interface ListPlace {
  readonly changedAt: Date;
  readonly id: ConversationId;
}

type Rows = ExpressionBuilder<DatabaseSchema, 'conversation'>;
/** What an associate reads: their own, and those that belong to nobody and in which somebody has written to us. */
const readBy = (associateId: AssociateId) => (row: Rows) =>
  row.or([
    row('owner_id', '=', associateId),
    row.and([row('owner_id', 'is', null), row('received_at', 'is not', null)]),
  ]);

/** The newest first; of one associate, or all. */
export const newestConversations = (
  db: Db,
  associateId: AssociateId | undefined,
  most: number,
  before?: ListPlace,
) =>
  db
    .selectFrom('conversation')
    .selectAll()
    .$if(associateId !== undefined, (query) => query.where(readBy(associateId ?? never())))
    .$if(before !== undefined, (query) =>
      query.where(
        sql<boolean>`(changed_at, id) < (${before?.changedAt.toISOString()}::timestamptz, ${before?.id}::uuid)`,
      ),
    )
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();

/** The newest entries of a conversation, at most `most`, in order; those before `before` when given. */
export async function entriesOf(
  db: Db,
  id: ConversationId,
  most: number,
  before?: ConversationEntryId,
): Promise<EntryRow[]> {
  const rows = await db
    .selectFrom('conversation_entry')
    .selectAll()
    .where('conversation_id', '=', id)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? never()))
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.reverse();
}

export const entriesOfEngagement = (db: Db, engagementId: EngagementId) =>
  db
    .selectFrom('conversation_entry')
    .innerJoin('conversation', 'conversation.id', 'conversation_entry.conversation_id')
    .selectAll('conversation_entry')
    .select(['conversation.number', 'conversation.owner_id', 'conversation.owner_name'])
    .where('conversation_entry.engagement_id', '=', engagementId)
    .where('conversation_entry.kind', '=', 'sent')
    .orderBy('conversation_entry.id')
    .execute();

const entryOfOutgoing = (db: Db, outgoingId: string) =>
  db.selectFrom('conversation_entry').selectAll().where('outgoing_id', '=', outgoingId).executeTakeFirst();
export type EntryRow = NonNullable<Awaited<ReturnType<typeof entryOfOutgoing>>>;

/** The conversation in which this outgoing SMS stands, and who sent it. */
export async function conversationOfOutgoing(
  db: Db,
  outgoingId: string,
): Promise<{ readonly row: ConversationRow; readonly senderId: AssociateId | null } | undefined> {
  const entry = await entryOfOutgoing(db, outgoingId);
  const row = entry && (await conversationRow(db, entry.conversation_id));
  return row && { row, senderId: entry.by_id };
}

/** How much is unread, by owner; of null, what belongs to nobody. */
export async function unreadByOwner(db: Db): Promise<ReadonlyMap<AssociateId | null, number>> {
  const rows = await db
    .selectFrom('conversation')
    .select(({ fn }) => ['owner_id', fn.sum<string | number>('unread').as('unread')])
    .where('unread', '>', 0)
    .groupBy('owner_id')
    .execute();
  return new Map(rows.map(({ owner_id: owner, unread }) => [owner, Number(unread)]));
}

function never(): never {
  throw new Error('a condition without its value');
}
