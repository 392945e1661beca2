import type {
  AssociateProfile,
  ConversationEntryId,
  ConversationId,
  ConversationList,
  ConversationRecord,
  EngagementId,
  EngagementSms,
} from '@parley/protocol';
import { conversationId } from '@parley/protocol';
import type { Outbound } from '../outbound/outbound.ts';
import type { Database } from '../platform/database.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import { writtenNumber } from './number.ts';
import { mayRead, readsAll } from './policy.ts';
import {
  conversationRow,
  entriesOf,
  entriesOfEngagement,
  newestConversations,
  type ConversationRow,
  type EntryRow,
  type ListPlace,
} from './repository.ts';
import { conversationOf, entryOf, ownerOf } from './wire.ts';

const listLength = 50;
const recordLength = 100;

interface Parts {
  readonly database: Database;
  readonly outbound: Outbound;
}

/** Those that somebody may read, page by page; `bad-request` for a page that is none. */
export async function listConversations(
  { database: { db }, outbound }: Parts,
  profile: AssociateProfile,
  before: string | undefined,
): Promise<Outcome<ConversationList>> {
  const place = before === undefined ? undefined : placeOf(before);
  if (before !== undefined && !place) return refuse('bad-request', 'before');
  const rows = await newestConversations(
    db,
    readsAll(profile) ? undefined : profile.id,
    listLength + 1,
    place,
  );
  const shown = rows.slice(0, listLength);
  const stopped = await outbound.stopped(shown.map(({ number }) => number));
  const last = rows.length > listLength ? shown.at(-1) : undefined;
  return succeed({
    conversations: shown.map((row) => conversationOf(row, stopped.has(row.number))),
    ...(last && { next: nameOf(last) }),
  });
}

const nameOf = ({ changed_at: at, id }: ConversationRow): string => `${at.toISOString()}_${id}`;

function placeOf(name: string): ListPlace | undefined {
  const [at = '', id = '', ...rest] = name.split('_');
  const known = conversationId.safeParse(id);
  const time = Date.parse(at);
  if (!known.success || Number.isNaN(time) || rest.length > 0) return undefined;
  return { changedAt: new Date(time), id: known.data };
}

export async function readConversation(
  { database: { db }, outbound }: Parts,
  profile: AssociateProfile,
  id: ConversationId,
  before: ConversationEntryId | undefined,
): Promise<Outcome<ConversationRecord>> {
  const row = await conversationRow(db, id);
  if (!row || !mayRead(profile, row)) return refuse('conversation-not-found');
  const found = await entriesOf(db, id, recordLength + 1, before);
  const shown = found.slice(-recordLength);
  const deliveries = await deliveriesOf(outbound, shown);
  const stopped = await outbound.stopped([row.number]);
  const [first] = found.length > recordLength ? shown : [];
  return succeed({
    conversation: conversationOf(row, stopped.has(row.number)),
    entries: shown.map((entry) => entryOf(entry, deliveries)),
    ...(first && { earlier: first.id }),
  });
}

/** What was sent out of an engagement; for those who may look at it. */
export async function readEngagementSms(
  { database: { db }, outbound }: Parts,
  id: EngagementId,
): Promise<EngagementSms> {
  const rows = await entriesOfEngagement(db, id);
  const deliveries = await deliveriesOf(outbound, rows);
  return {
    sms: rows.flatMap((row) => {
      const entry = entryOf(row, deliveries);
      if (entry.kind !== 'sent') return [];
      return [{ entry, writtenNumber: writtenNumber(row.number), ...ownerOf(row) }];
    }),
  };
}

const deliveriesOf = (outbound: Outbound, rows: readonly Pick<EntryRow, 'outgoing_id'>[]) =>
  outbound.deliveries(rows.flatMap(({ outgoing_id: id }) => id ?? []));
