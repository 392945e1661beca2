import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import type { Database } from '../src/platform/database.ts';
import { databaseOf } from '../src/platform/kysely-database.ts';
import type { DatabaseSchema } from '../src/platform/schema.ts';

/** The embedded database without a folder: gone with the process, and not migrated yet. */
export async function openMemoryDatabase(): Promise<Database> {
  const pglite = await PGlite.create();
  const kysely = new Kysely<DatabaseSchema>({ dialect: new PGliteDialect({ pglite }) });
  return databaseOf('embedded', kysely, async () => {
    await kysely.destroy();
    if (!pglite.closed) await pglite.close();
  });
}
