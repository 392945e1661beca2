import { sql, type Kysely } from 'kysely';

/** Work for the background. A row lives from `add` until the work is done or given up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('job')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('queue', 'text', (column) => column.notNull())
    .addColumn('key', 'text')
    .addColumn('data', 'jsonb', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('due_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('holder', 'uuid')
    .addColumn('held_until', 'timestamptz')
    .execute();
  await db.schema.createIndex('job_by_key').on('job').columns(['queue', 'key']).unique().execute();
  await db.schema.createIndex('job_by_due').on('job').columns(['queue', 'due_at']).execute();
}
