import type { ApplicationId } from '@parley/protocol';
import type { ColumnType } from 'kysely';

export interface ApplicationTables {
  application: ApplicationTable;
  application_origin: ApplicationOriginTable;
}

/** A site or app that embeds the widget. */
interface ApplicationTable {
  id: ApplicationId;
  client_id: string;
  name: string;
  /** `#rrggbb`, lower-case. */
  brand_color: string;
  created_at: ColumnType<Date, string, never>;
}

/** An origin (RFC 6454 §6.2 serialisation) that may embed the application's widget. */
interface ApplicationOriginTable {
  application_id: ApplicationId;
  origin: string;
}
