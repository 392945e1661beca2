import type { Database } from './database.ts';
import { openEmbeddedDatabase } from './embedded-database.ts';
import type { Log } from './log.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres-database.ts';

export interface DatabaseOptions {
  readonly dataDir: string;
  /** PostgreSQL; the embedded database in `dataDir` when undefined. */
  readonly databaseUrl: string | undefined;
}

/**
 * Opens the database and brings its schema to this version.
 * @throws DataFolderInUse; anything else when the database cannot be reached or migrated.
 */
export async function openDatabase(options: DatabaseOptions, log: Log): Promise<Database> {
  const database =
    options.databaseUrl === undefined
      ? await openEmbeddedDatabase(options.dataDir)
      : openPostgres(options.databaseUrl, log);
  try {
    const applied = await migrate(database.db);
    if (applied.length > 0) log.info({ migrations: applied }, 'database brought to this version');
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
