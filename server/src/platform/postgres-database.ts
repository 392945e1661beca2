import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Database } from './database.ts';
import { databaseOf } from './kysely-database.ts';
import type { Log } from './log.ts';
import type { DatabaseSchema } from './schema.ts';

const poolSize = 10;
const connectTimeoutMs = 5_000;
/** A statement that runs longer is a fault of ours; it must not hold a connection for ever. */
const statementTimeoutMs = 15_000;

/** A PostgreSQL server (15 or newer). Connections open on demand and are replaced when they break. */
export function openPostgres(url: string, log: Log): Database {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    application_name: 'parley',
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    options: '-c timezone=UTC',
  });
  pool.on('error', (error) => log.warn({ err: error }, 'a database connection broke while idle'));
  const kysely = new Kysely<DatabaseSchema>({ dialect: new PostgresDialect({ pool }) });
  return databaseOf('postgres', kysely, () => kysely.destroy());
}
