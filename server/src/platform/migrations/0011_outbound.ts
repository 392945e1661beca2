import { sql, type Kysely } from 'kysely';

/** E-mail and SMS on their way out; `key` is the caller's, so that nothing is put in twice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outgoing')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('recipient', 'text', (column) => column.notNull())
    .addColumn('subject', 'text')
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('html', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('provider', 'text')
    .addColumn('provider_id', 'text')
    .addColumn('failure', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('changed_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await db.schema.createIndex('outgoing_by_time').on('outgoing').columns(['created_at']).execute();
  await db.schema.createIndex('outgoing_by_provider_id').on('outgoing').columns(['provider_id']).execute();
  await db.schema
    .createTable('outgoing_attachment')
    .addColumn('outgoing_id', 'uuid', (column) =>
      column.notNull().references('outgoing.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('content', 'bytea', (column) => column.notNull())
    .addPrimaryKeyConstraint('outgoing_attachment_key', ['outgoing_id', 'position'])
    .execute();
}
