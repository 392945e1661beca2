import type { OutgoingStatus } from '@parley/protocol';
import type { ColumnType } from 'kysely';

export interface OutboundTables {
  outgoing: OutgoingTable;
  outgoing_attachment: OutgoingAttachmentTable;
  sms_stop: SmsStopTable;
}

interface OutgoingTable {
  id: string;
  /** The caller's: of one key there is one message. */
  key: string;
  kind: 'email' | 'sms';
  /** An e-mail address, or a number in E.164. */
  recipient: string;
  subject: string | null;
  text: string;
  html: string | null;
  status: OutgoingStatus;
  provider: string | null;
  /** By which the provider knows it. */
  provider_id: string | null;
  /** Why it is not sent (yet), in a word or the provider's own code. */
  failure: string | null;
  attempts: ColumnType<number, never, number>;
  created_at: ColumnType<Date, never, never>;
  changed_at: ColumnType<Date, never, Date>;
}

interface OutgoingAttachmentTable {
  outgoing_id: string;
  position: number;
  name: string;
  type: string;
  content: Buffer;
}

/** Numbers to which nothing is sent any more. */
interface SmsStopTable {
  number: string;
  stopped_at: ColumnType<Date, never, never>;
}
