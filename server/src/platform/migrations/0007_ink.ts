import type { Kysely } from 'kysely';

/** What a scenario says of ink and stills. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('scenario').addColumn('ink', 'jsonb').execute();
}
