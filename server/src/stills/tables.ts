import type { EngagementId, StillId } from '@parley/protocol';
import type { ColumnType } from 'kysely';

export interface StillTables {
  still: StillTable;
}

/** The kept files of a still. What is told of it stands in the engagement's log. */
interface StillTable {
  id: StillId;
  engagement_id: EngagementId;
  /** Which of the operator's keys wraps this still's own. */
  master_key_id: string;
  /** Null once deleted: without it the files, wherever copies of them are, can't be read. */
  wrapped_key: string | null;
  created_at: ColumnType<Date, string, never>;
  /** Null while the engagement goes on. */
  kept_until: ColumnType<Date | null, string | null, string | null>;
  /** When its files were gone from the store; until then removing them is tried again. */
  removed_at: ColumnType<Date | null, string | null, string | null>;
}
