import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import type { Database } from '../src/platform/database.ts';
import { databaseOf } from '../src/platform/kysely-database.ts';
import { migrate } from '../src/platform/migrate.ts';
import type { DatabaseSchema } from '../src/platform/schema.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file with a migrated embedded database in it, of which each test file gets its own copy. */
    memoryDatabase: string;
  }
}

/**
 * Makes and migrates the embedded database once for all `*.db.test.ts` files of a run: that takes several times as long
 * as copying it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-memory-database-'));
  const path = join(folder, 'migrated.tar');
  const pglite = await PGlite.create();
  await migrate(kyselyOn(pglite));
  const migrated = await pglite.dumpDataDir('none');
  await writeFile(path, new Uint8Array(await migrated.arrayBuffer()));
  await pglite.close();
  project.provide('memoryDatabase', path);
  return () => rm(folder, { recursive: true, force: true });
}

/** The embedded database without a folder: migrated, empty, and gone with the process. */
export async function openMemoryDatabase(): Promise<Database> {
  const path = inject('memoryDatabase');
  if (path === undefined) {
    throw new Error(
      'The test project of *.db.test.ts must name server/test/memory-database.ts as globalSetup',
    );
  }
  const pglite = await PGlite.create({ loadDataDir: await openAsBlob(path) });
  const kysely = kyselyOn(pglite);
  return databaseOf('embedded', kysely, async () => {
    await kysely.destroy();
    if (!pglite.closed) await pglite.close();
  });
}

const kyselyOn = (pglite: PGlite) => new Kysely<DatabaseSchema>({ dialect: new PGliteDialect({ pglite }) });
