import type { ColumnType } from 'kysely';

export interface EntranceTables {
  entrance: EntranceTable;
}

/** What can stand behind a code; each has a door (see `Entrances.addDoor`). */
export type EntranceKind = 'device' | 'meeting';

interface EntranceTable {
  code: string;
  kind: EntranceKind;
  /** What it opens, by the id that its capability knows it by. */
  subject_id: string;
  expires_at: ColumnType<Date, string, string>;
  created_at: ColumnType<Date, string, never>;
}
