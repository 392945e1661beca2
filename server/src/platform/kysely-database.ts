import { sql } from 'kysely';
import type { Database, Db } from './database.ts';
import { within } from './within.ts';

/** The part of a `Database` that is the same on PGlite and on PostgreSQL. */
export function databaseOf(kind: Database['kind'], db: Db, close: () => Promise<void>): Database {
  let closing: Promise<void> | undefined;
  return {
    kind,
    db,
    transaction: (work) => db.transaction().execute(work),
    ping: async (timeoutMs) => {
      await within(timeoutMs, sql`select 1`.execute(db));
    },
    close: () => (closing ??= close()),
  };
}
