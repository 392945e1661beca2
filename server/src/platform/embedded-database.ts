import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import type { DatabaseSchema } from './schema.ts';
import { lockDataFolder } from './data-lock.ts';
import type { Database } from './database.ts';
import { databaseOf } from './kysely-database.ts';

/**
 * PostgreSQL inside this process, in `<dataDir>/database`. What was committed survives the death of the process;
 * it does not promise to survive the loss of power, because PGlite does not wait for the disk.
 * @throws DataFolderInUse
 */
export async function openEmbeddedDatabase(dataDir: string): Promise<Database> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockDataFolder(dataDir);
  try {
    const folder = join(dataDir, 'database');
    await createCluster(folder);
    const pglite = await PGlite.create(folder);
    return embedded(pglite, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Made beside its place and moved there complete, so that a server killed on its first start leaves no half cluster. */
async function createCluster(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const pglite = await PGlite.create(unfinished);
  await pglite.close();
  await rename(unfinished, folder);
}

function embedded(pglite: PGlite, unlock: () => void): Database {
  const kysely = new Kysely<DatabaseSchema>({ dialect: new PGliteDialect({ pglite }) });
  return databaseOf('embedded', kysely, async () => {
    await kysely.destroy();
    if (!pglite.closed) await pglite.close();
    unlock();
  });
}
