import type { Kysely } from 'kysely';

/** Codes that open something without signing in; what, says `kind`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('entrance')
    .addColumn('code', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'uuid', (column) => column.notNull())
    .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('entrance_by_expiry').on('entrance').columns(['expires_at']).execute();
}
