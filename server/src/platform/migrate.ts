import { Migrator } from 'kysely/migration';
import type { Db } from './database.ts';
import { migrations } from './migrations/index.ts';

/**
 * Brings the schema to this version: all of the outstanding migrations in one transaction, or none. Several servers
 * may start at once on one PostgreSQL; a lock lets one migrate while the others wait.
 * @returns the names of the migrations that were applied.
 * @throws when a migration fails, or when the database was written by a newer version.
 */
export async function migrate(db: Db): Promise<readonly string[]> {
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
