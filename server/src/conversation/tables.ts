import type {
  AssociateId,
  ConversationEntry,
  ConversationEntryId,
  ConversationId,
  EngagementId,
} from '@parley/protocol';
import type { ColumnType } from 'kysely';

export interface ConversationTables {
  conversation: ConversationTable;
  conversation_entry: ConversationEntryTable;
}

interface ConversationTable {
  id: ConversationId;
  /** E.164; of one number there is one conversation. */
  number: string;
  /** Whose number it is. */
  name: string | null;
  /** Null: nobody's yet. */
  owner_id: AssociateId | null;
  owner_name: string | null;
  /** What came in, or was handed over, and the owner has not read. */
  unread: ColumnType<number, number | undefined, number>;
  /** Of the newest entry, for lists. */
  last_kind: ConversationEntry['kind'] | null;
  last_text: string | null;
  /** When something came in; what only left concerns nobody but its owner. */
  received_at: ColumnType<Date | null, string | undefined, string>;
  changed_at: ColumnType<Date, string, string>;
  created_at: ColumnType<Date, string, never>;
}

interface ConversationEntryTable {
  id: ConversationEntryId;
  conversation_id: ConversationId;
  kind: ConversationEntry['kind'];
  at: ColumnType<Date, string, never>;
  /** The SMS; of a conversation that was handed over the note. */
  text: string;
  by_id: AssociateId | null;
  by_name: string | null;
  to_name: string | null;
  engagement_id: EngagementId | null;
  /** Of what was sent: by which the outgoing message is known. */
  outgoing_id: string | null;
  /** Of what came in: by which the provider knows it, so that it comes in once. */
  provider_id: string | null;
  attachments: ColumnType<number, number | undefined, never>;
}
