import type { AssociateId } from '@parley/protocol';
import type { ColumnType } from 'kysely';

export interface AvailabilityTables {
  associate_availability: AvailabilityTable;
}

interface AvailabilityTable {
  account_id: AssociateId;
  chosen: 'available' | 'away';
  idle_since: ColumnType<Date, string, string>;
  /** How the last invitation to answer ended for this associate. */
  last_outcome: 'expired' | 'other';
  notice: 'missed' | null;
}
