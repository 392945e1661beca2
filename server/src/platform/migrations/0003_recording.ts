import { sql, type Kysely } from 'kysely';

/** What scenarios say of recording, the recordings themselves, and who did what with them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('scenario').addColumn('recording', 'jsonb').execute();
  await db.schema
    .alterTable('engagement')
    .addColumn('recorded', 'boolean', (column) => column.notNull().defaultTo(false))
    .execute();
  await createRecording(db);
  await createTake(db);
  await db.schema
    .createTable('audit_entry')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .addColumn('account_id', 'uuid')
    .addColumn('actor_name', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('engagement_id', 'uuid')
    .addColumn('detail', 'jsonb')
    .execute();
  await db.schema
    .createIndex('audit_entry_by_engagement')
    .on('audit_entry')
    .columns(['engagement_id', 'at'])
    .execute();
}

async function createRecording(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('recording')
    .addColumn('engagement_id', 'uuid', (column) =>
      column.primaryKey().references('engagement.id').onDelete('cascade'),
    )
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('master_key_id', 'text', (column) => column.notNull())
    .addColumn('wrapped_key', 'text')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .addColumn('kept_until', 'timestamptz')
    .addColumn('started_at', 'timestamptz')
    .addColumn('duration_ms', 'integer')
    .addColumn('progress', 'real')
    .addColumn('problem', 'text')
    .addColumn('content_type', 'text')
    .addColumn('bytes', 'bigint')
    .addColumn('deleted_at', 'timestamptz')
    .addCheckConstraint(
      'recording_status_is_known',
      sql`status in ('recording', 'composing', 'ready', 'uncomposed', 'empty', 'deleted')`,
    )
    .execute();
  await db.schema.createIndex('recording_by_kept_until').on('recording').column('kept_until').execute();
}

async function createTake(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('recording_take')
    .addColumn('engagement_id', 'uuid', (column) =>
      column.notNull().references('recording.engagement_id').onDelete('cascade'),
    )
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('participant_id', 'uuid', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('codec', 'text', (column) => column.notNull())
    .addColumn('started_at', 'timestamptz', (column) => column.notNull())
    .addColumn('duration_ms', 'integer', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('pictures', 'jsonb', (column) => column.notNull())
    .addPrimaryKeyConstraint('recording_take_key', ['engagement_id', 'id'])
    .execute();
}
