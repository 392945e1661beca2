import type { AssociateId, EngagementId } from '@parley/protocol';
import type { ColumnType, JSONColumnType } from 'kysely';

export interface AuditTables {
  audit_entry: AuditEntryTable;
}

export type AuditAction =
  | 'recording.viewed'
  | 'recording.downloaded'
  | 'recording.deleted'
  | 'recording.expired'
  | 'still.viewed'
  | 'still.downloaded'
  | 'still.deleted'
  | 'still.expired'
  | 'file.viewed'
  | 'file.downloaded'
  | 'file.deleted'
  | 'file.expired'
  | 'supervision.listen'
  | 'supervision.whisper'
  | 'supervision.barge'
  | 'supervision.take-over'
  | 'supervision.end';

/** Who did what with what is confidential. Entries are added, never changed; names stay readable when accounts go. */
interface AuditEntryTable {
  id: string;
  at: ColumnType<Date, string, never>;
  /** Null for what the server does by itself. */
  account_id: AssociateId | null;
  actor_name: string;
  action: AuditAction;
  engagement_id: EngagementId | null;
  detail: JSONColumnType<Readonly<Record<string, string | number>>> | null;
}
