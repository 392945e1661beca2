import { sql, type Kysely } from 'kysely';

/** Whom a site said that a customer is, to count the engagements that they had before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('engagement').addColumn('customer_key', 'text').execute();
  await sql`create index engagement_by_customer on engagement (customer_key) where customer_key is not null`.execute(
    db,
  );
}
