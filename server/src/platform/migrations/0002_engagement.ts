import { sql, type Kysely } from 'kysely';

/** Engagements with their logs, the tokens of their customers, and what associates chose to be. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('engagement')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('team_id', 'uuid', (column) => column.notNull().references('team.id'))
    .addColumn('phase', 'text', (column) => column.notNull())
    .addColumn('open', 'boolean', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('scenario_name', 'text', (column) => column.notNull())
    .addColumn('customer_name', 'text')
    .addColumn('associate_names', 'jsonb', (column) => column.notNull())
    .addColumn('requested_at', 'timestamptz', (column) => column.notNull())
    .addColumn('answered_at', 'timestamptz')
    .addColumn('ended_at', 'timestamptz')
    .addColumn('end_reason', 'text')
    .addCheckConstraint('engagement_phase_is_known', sql`phase in ('waiting', 'active', 'ended')`)
    .execute();
  await sql`create index engagement_open on engagement (id) where open`.execute(db);
  await db.schema
    .createIndex('engagement_by_team')
    .on('engagement')
    .columns(['team_id', 'requested_at desc'])
    .execute();
  await db.schema
    .createTable('engagement_event')
    .addColumn('engagement_id', 'uuid', (column) =>
      column.notNull().references('engagement.id').onDelete('cascade'),
    )
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('at', 'timestamptz', (column) => column.notNull())
    .addColumn('event', 'jsonb', (column) => column.notNull())
    .addPrimaryKeyConstraint('engagement_event_key', ['engagement_id', 'seq'])
    .execute();
  await db.schema
    .createTable('participant_token')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('engagement_id', 'uuid', (column) =>
      column.notNull().references('engagement.id').onDelete('cascade'),
    )
    .addColumn('participant_id', 'uuid', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('associate_availability')
    .addColumn('account_id', 'uuid', (column) =>
      column.primaryKey().references('account.id').onDelete('cascade'),
    )
    .addColumn('chosen', 'text', (column) => column.notNull())
    .addColumn('idle_since', 'timestamptz', (column) => column.notNull())
    .addColumn('last_outcome', 'text', (column) => column.notNull())
    .addColumn('notice', 'text')
    .addCheckConstraint('associate_availability_is_known', sql`chosen in ('available', 'away')`)
    .execute();
}
