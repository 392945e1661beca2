import { sql, type Kysely } from 'kysely';

/** SMS by the number of who is written to; and the numbers to which nothing is sent any more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sms_stop')
    .addColumn('number', 'text', (column) => column.primaryKey())
    .addColumn('stopped_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await db.schema
    .createTable('conversation')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('number', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text')
    .addColumn('owner_id', 'uuid', (column) => column.references('account.id'))
    .addColumn('owner_name', 'text')
    .addColumn('unread', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('last_kind', 'text')
    .addColumn('last_text', 'text')
    .addColumn('received_at', 'timestamptz')
    .addColumn('changed_at', 'timestamptz', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('conversation_by_time')
    .on('conversation')
    .columns(['changed_at', 'id'])
    .execute();
  await db.schema
    .createIndex('conversation_by_owner')
    .on('conversation')
    .columns(['owner_id', 'changed_at'])
    .execute();
  await db.schema
    .createTable('conversation_entry')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('conversation_id', 'uuid', (column) =>
      column.notNull().references('conversation.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('by_id', 'uuid')
    .addColumn('by_name', 'text')
    .addColumn('to_name', 'text')
    .addColumn('engagement_id', 'uuid')
    .addColumn('outgoing_id', 'uuid', (column) => column.unique())
    .addColumn('provider_id', 'text', (column) => column.unique())
    .addColumn('attachments', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex('conversation_entry_in_order')
    .on('conversation_entry')
    .columns(['conversation_id', 'id'])
    .execute();
  await db.schema
    .createIndex('conversation_entry_by_engagement')
    .on('conversation_entry')
    .columns(['engagement_id'])
    .execute();
}
