import type { Kysely } from 'kysely';

/** Who is told that a supervisor listens. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('scenario').addColumn('supervision', 'jsonb').execute();
}
