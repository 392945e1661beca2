import type { Kysely } from 'kysely';

/** What a scenario says of messages. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('scenario').addColumn('messages', 'jsonb').execute();
}
