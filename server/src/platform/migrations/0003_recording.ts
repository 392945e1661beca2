import type { Kysely } from 'kysely';

/** What scenarios say of recording. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('scenario').addColumn('recording', 'jsonb').execute();
}
