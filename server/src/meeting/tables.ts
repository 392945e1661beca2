import type { AssociateId, EngagementId, MeetingId, MeetingPerson } from '@parley/protocol';
import type { ColumnType } from 'kysely';

export interface MeetingTables {
  meeting: MeetingTable;
}

interface MeetingTable {
  id: MeetingId;
  title: string;
  host_id: AssociateId;
  host_name: string;
  host_email: string;
  /** Of what is sent. */
  language: 'en' | 'de';
  time_zone: string;
  starts_at: ColumnType<Date, string, string>;
  ends_at: ColumnType<Date, string, string>;
  code: string;
  pin_hash: string | null;
  lobby: boolean;
  people: ColumnType<MeetingPerson[], string, string>;
  /** Grows with each change, as calendars expect (RFC 5545 §3.8.7.4). */
  sequence: number;
  /** Made in a running engagement, which it ends with. */
  is_within: boolean;
  cancelled: boolean;
  /** In which it runs, or ran last. */
  engagement_id: EngagementId | null;
  created_at: ColumnType<Date, string, never>;
}
