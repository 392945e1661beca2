import type { ColumnType } from 'kysely';

/** Tables that belong to no capability. */
export interface PlatformTables {
  job: JobTable;
}

/** All times are the database's own, so that nodes need not agree on theirs. */
interface JobTable {
  id: string;
  queue: string;
  /** At most one row of a queue has it; null is no key. */
  key: string | null;
  data: ColumnType<unknown, string, string>;
  /** How often it was begun, this time included; stopping in good order takes it back. */
  attempt: ColumnType<number, number | undefined, number>;
  due_at: ColumnType<Date, Date | undefined, Date>;
  /** Which process works at it; a process that dies can't say so, and `held_until` passes. */
  holder: string | null;
  held_until: ColumnType<Date | null, never, Date | null>;
}
