import type { Kysely } from 'kysely';

/** The kept files of stills; what is told of them stands in the log. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('still')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('engagement_id', 'uuid', (column) =>
      column.notNull().references('engagement.id').onDelete('cascade'),
    )
    .addColumn('master_key_id', 'text', (column) => column.notNull())
    .addColumn('wrapped_key', 'text')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .addColumn('kept_until', 'timestamptz')
    .addColumn('removed_at', 'timestamptz')
    .execute();
  await db.schema.createIndex('still_by_engagement').on('still').columns(['engagement_id']).execute();
  await db.schema.createIndex('still_kept_until').on('still').columns(['kept_until']).execute();
}
