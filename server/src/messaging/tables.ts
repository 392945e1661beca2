import type { EngagementId, MessageId } from '@parley/protocol';
import type { ColumnType } from 'kysely';

export interface MessagingTables {
  message_file: MessageFileTable;
}

/** The kept files of messages. Messages themselves stand in the engagement's log. */
interface MessageFileTable {
  message_id: MessageId;
  engagement_id: EngagementId;
  /** Which of the operator's keys wraps this file's own. */
  master_key_id: string;
  /** Null once deleted: without it the file, wherever copies of it are, can't be read. */
  wrapped_key: string | null;
  created_at: ColumnType<Date, string, never>;
  /** Null while the engagement goes on. */
  kept_until: ColumnType<Date | null, string | null, string | null>;
  /** When it was gone from the store; until then removing it is tried again. */
  removed_at: ColumnType<Date | null, string | null, string | null>;
}
