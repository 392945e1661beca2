import type { Kysely } from 'kysely';

/** What a scenario says of SMS. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('scenario').addColumn('sms', 'jsonb').execute();
}
