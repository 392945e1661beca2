import type { Kysely } from 'kysely';

/** Meetings, and whom they were told of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('meeting')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('host_id', 'uuid', (column) => column.notNull().references('account.id'))
    .addColumn('host_name', 'text', (column) => column.notNull())
    .addColumn('host_email', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    .addColumn('starts_at', 'timestamptz', (column) => column.notNull())
    .addColumn('ends_at', 'timestamptz', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull().unique())
    .addColumn('pin_hash', 'text')
    .addColumn('lobby', 'boolean', (column) => column.notNull())
    .addColumn('people', 'jsonb', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('is_within', 'boolean', (column) => column.notNull())
    .addColumn('cancelled', 'boolean', (column) => column.notNull())
    .addColumn('engagement_id', 'uuid')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('meeting_by_host').on('meeting').columns(['host_id', 'ends_at']).execute();
}
