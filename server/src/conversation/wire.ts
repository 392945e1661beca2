import type { Conversation, ConversationEntry, SmsDelivery } from '@parley/protocol';
import { toTimestamp } from '../platform/clock.ts';
import { writtenNumber } from './number.ts';
import type { ConversationRow, EntryRow } from './repository.ts';

const timestampOf = (date: Date) => toTimestamp(date.getTime());

/** Of a message that nobody knows any more. */
const lost: SmsDelivery = { status: 'unknown' };

export const ownerOf = ({
  owner_id: id,
  owner_name: name,
}: Pick<ConversationRow, 'owner_id' | 'owner_name'>) =>
  id === null ? {} : { owner: { id, name: name ?? '' } };

export function conversationOf(row: ConversationRow, isStopped: boolean): Conversation {
  return {
    id: row.id,
    number: row.number,
    writtenNumber: writtenNumber(row.number),
    unread: row.unread,
    isStopped,
    changedAt: timestampOf(row.changed_at),
    ...(row.name !== null && { name: row.name }),
    ...ownerOf(row),
    ...(row.last_kind && { last: { kind: row.last_kind, text: row.last_text ?? '' } }),
  };
}

export function entryOf(row: EntryRow, deliveries: ReadonlyMap<string, SmsDelivery>): ConversationEntry {
  const { id, text, kind } = row;
  const entry = { id, text, at: timestampOf(row.at) };
  switch (kind) {
    case 'received':
      return { ...entry, kind, attachments: row.attachments };
    case 'sent':
      return {
        ...entry,
        kind,
        delivery: deliveries.get(row.outgoing_id ?? '') ?? lost,
        ...(row.by_name !== null && { by: row.by_name }),
        ...(row.engagement_id !== null && { engagementId: row.engagement_id }),
      };
    case 'handed-over':
      return { ...entry, kind, by: row.by_name ?? '', to: row.to_name ?? '' };
    default:
      return { ...entry, kind };
  }
}
