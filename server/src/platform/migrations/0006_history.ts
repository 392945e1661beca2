import { sql, type Kysely } from 'kysely';

/** The list of engagements: searched by name, newest first and paged, for readers of all teams or several. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('engagement')
    .addColumn('names_folded', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await sql`update engagement set names_folded = lower(concat_ws(E'\\n', customer_name,
    (select string_agg(name, E'\\n') from jsonb_array_elements_text(associate_names) as associate (name))))`.execute(
    db,
  );
  await db.schema
    .createIndex('engagement_by_time')
    .on('engagement')
    .columns(['requested_at desc', 'id desc'])
    .execute();
}
