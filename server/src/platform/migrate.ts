import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Db } from './database.ts';
import { migrations } from './migrations/index.ts';

/** PostgreSQL's undefined_table (SQLSTATE 42P01). */
const undefinedTable = '42P01';

/**
 * Brings the schema to this version: all of the outstanding migrations in one transaction, or none. Several servers
 * may start at once on one PostgreSQL; a lock lets one migrate while the others wait.
 * @returns the names of the migrations that were applied.
 * @throws when a migration fails, or when the database was written by a newer version.
 */
export async function migrate(db: Db): Promise<readonly string[]> {
  if (await isUpToDate(db)) return [];
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new Error('The database could not be brought to this version', { cause: error });
  }
  return (results ?? []).map((result) => result.migrationName);
}

/** The common case, told without the migrator's look at the whole catalogue, which takes a fifth of a second. */
async function isUpToDate(db: Db): Promise<boolean> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
    return JSON.stringify(rows.map(({ name }) => name)) === JSON.stringify(Object.keys(migrations).sort());
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === undefinedTable) return false;
    throw error;
  }
}
