import type { Kysely } from 'kysely';

/** The kept files of messages; messages themselves stand in the log. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('message_file')
    .addColumn('message_id', 'uuid', (column) => column.primaryKey())
    .addColumn('engagement_id', 'uuid', (column) =>
      column.notNull().references('engagement.id').onDelete('cascade'),
    )
    .addColumn('master_key_id', 'text', (column) => column.notNull())
    .addColumn('wrapped_key', 'text')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .addColumn('kept_until', 'timestamptz')
    .addColumn('removed_at', 'timestamptz')
    .execute();
  await db.schema
    .createIndex('message_file_by_engagement')
    .on('message_file')
    .columns(['engagement_id'])
    .execute();
  await db.schema.createIndex('message_file_kept_until').on('message_file').columns(['kept_until']).execute();
}
