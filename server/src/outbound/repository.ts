import type { OutgoingStatus } from '@parley/protocol';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { OutgoingMessage } from './message.ts';

/** Puts a message in; of the same key the one that is there already. Resolves to its id, and whether it is new. */
export async function insertOutgoing(
  db: Db,
  key: string,
  message: OutgoingMessage,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const id = newId<string>();
  const isEmail = message.kind === 'email';
  const inserted = await db
    .insertInto('outgoing')
    .values({
      id,
      key,
      kind: message.kind,
      recipient: message.to,
      subject: isEmail ? message.subject : null,
      text: message.text,
      html: (isEmail && message.html) || null,
      status: 'waiting',
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) {
    const { id: former } = await db
      .selectFrom('outgoing')
      .select('id')
      .where('key', '=', key)
      .executeTakeFirstOrThrow();
    return { id: former, isNew: false };
  }
  const attachments = (isEmail && message.attachments) || [];
  for (const [position, attachment] of attachments.entries())
    await db
      .insertInto('outgoing_attachment')
      .values({ outgoing_id: id, position, ...attachment })
      .execute();
  return { id, isNew: true };
}

export const outgoingRow = (db: Db, id: string) =>
  db.selectFrom('outgoing').selectAll().where('id', '=', id).executeTakeFirst();
export type OutgoingRow = NonNullable<Awaited<ReturnType<typeof outgoingRow>>>;

/** The newest first, at most `most`; those before `before` when given. */
export const newestOutgoing = (db: Db, most: number, before?: string) =>
  db
    .selectFrom('outgoing')
    .selectAll()
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(most)
    .execute();

/** What is attached to these, without what is in it. */
export const attachmentFacts = async (db: Db, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : db
        .selectFrom('outgoing_attachment')
        .select(['outgoing_id', 'name', 'type', sql<number>`octet_length(content)`.as('bytes')])
        .where('outgoing_id', 'in', ids)
        .orderBy('position')
        .execute();
export type AttachmentFacts = Awaited<ReturnType<typeof attachmentFacts>>[number];

export const attachmentAt = (db: Db, id: string, position: number) =>
  db
    .selectFrom('outgoing_attachment')
    .select(['name', 'content'])
    .where('outgoing_id', '=', id)
    .where('position', '=', position)
    .executeTakeFirst();

export const attachmentsOf = (db: Db, id: string) =>
  db
    .selectFrom('outgoing_attachment')
    .select(['position', 'name', 'type', 'content'])
    .where('outgoing_id', '=', id)
    .orderBy('position')
    .execute();

/** Notes that it is handed over now; undefined when it is not in one of these states any more, or may not go. */
export const beginSending = (db: Db, id: string, from: readonly OutgoingStatus[], provider: string) =>
  db
    .updateTable('outgoing')
    .set({ status: 'sending', provider, attempts: sql`attempts + 1`, changed_at: sql`now()` })
    .where('id', '=', id)
    .where('status', 'in', from)
    .where((row) =>
      row.not(
        row.exists(
          row.selectFrom('sms_stop').select('number').whereRef('sms_stop.number', '=', 'outgoing.recipient'),
        ),
      ),
    )
    .returningAll()
    .executeTakeFirst();

export interface Settled {
  readonly status: OutgoingStatus;
  readonly providerId?: string;
  readonly failure?: string;
}

/** Notes what came of it, while it stands in one of these states; true when it did. */
export async function settleOutgoing(
  db: Db,
  id: string,
  from: readonly OutgoingStatus[],
  { status, providerId, failure }: Settled,
): Promise<boolean> {
  const changed = await db
    .updateTable('outgoing')
    .set({
      status,
      failure: failure?.slice(0, 200) ?? null,
      changed_at: sql`now()`,
      ...(providerId !== undefined && { provider_id: providerId }),
    })
    .where('id', '=', id)
    .where('status', 'in', from)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
}

/** What this provider knows by `providerId`; or the message `id`, which it has while its own id is not noted here. */
export const outgoingOfProvider = (db: Db, provider: string, providerId: string, id?: string) =>
  db
    .selectFrom('outgoing')
    .select('id')
    .where('provider', '=', provider)
    .where((row) =>
      row.or([
        row('provider_id', '=', providerId),
        ...(id === undefined ? [] : [row.and([row('id', '=', id), row('provider_id', 'is', null)])]),
      ]),
    )
    .executeTakeFirst();

/** What became of these. */
export async function deliveriesOf(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly status: OutgoingStatus; readonly failure?: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('outgoing')
    .select(['id', 'status', 'failure'])
    .where('id', 'in', ids)
    .execute();
  return new Map(
    rows.map(({ id, status, failure }) => [id, { status, ...(failure !== null && { failure }) }]),
  );
}
