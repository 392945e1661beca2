import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import type { Database } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { openPostgres } from '../src/platform/postgres-database.ts';
import { openMemoryDatabase } from './memory-database.ts';

/** The database of the running suite; fresh and migrated for each `eachDatabase` block. */
export type DatabaseUnderTest = () => Database;

const kinds = ['embedded', 'postgres'] as const;

/** Runs the same tests on PGlite and on a real PostgreSQL. A PostgreSQL that cannot be started is a failure. */
export function eachDatabase(name: string, tests: (database: DatabaseUnderTest) => void): void {
  describe.each(kinds)(`${name} on %s`, (kind) => {
    let opened: { database: Database; close: () => Promise<void> } | undefined;
    beforeAll(async () => {
      opened = kind === 'embedded' ? await openEmbedded() : await openReal();
    });
    afterAll(() => opened?.close());
    tests(() => {
      if (opened === undefined) throw new Error('The database is open only while tests run');
      return opened.database;
    });
  });
}

async function openEmbedded() {
  const database = await openMemoryDatabase();
  return { database, close: () => database.close() };
}

async function openReal() {
  const { url, drop } = await createRealDatabase({ migrated: true });
  const database = openPostgres(url, createLog({ level: 'silent' }));
  return {
    database,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

/** A database on the real PostgreSQL, of its own and without a table unless `migrated`. @throws with the reason when none runs. */
export async function createRealDatabase({ migrated = false } = {}): Promise<{
  url: string;
  drop: () => Promise<void>;
}> {
  const { url: server, migratedDatabase } = realPostgres();
  const name = `parley_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}${migrated ? ` template ${migratedDatabase}` : ''}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `drop database ${name} with (force)`) };
}

function realPostgres() {
  const postgres = inject('postgres');
  if (postgres === undefined) {
    throw new Error('The test project of *.db.test.ts must name server/test/real-postgres.ts as globalSetup');
  }
  if ('failure' in postgres) throw new Error(postgres.failure);
  return postgres;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
