import { sql } from 'kysely';
import type { Database, Db } from './database.ts';

/** The part of a `Database` that is the same on PGlite and on PostgreSQL. */
export function databaseOf(kind: Database['kind'], db: Db, close: () => Promise<void>): Database {
  let closing: Promise<void> | undefined;
  return {
    kind,
    db,
    transaction: (work) => db.transaction().execute(work),
    ping: (timeoutMs) => within(timeoutMs, sql`select 1`.execute(db)),
    close: () => (closing ??= close()),
  };
}

async function within(timeoutMs: number, query: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${String(timeoutMs)} ms`)), timeoutMs);
  });
  try {
    await Promise.race([query, late]);
  } finally {
    clearTimeout(timer);
  }
}
