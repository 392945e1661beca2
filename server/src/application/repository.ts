import type { ApplicationId, Timestamp } from '@parley/protocol';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

/** A site or app that embeds the widget. */
export interface Application {
  readonly id: ApplicationId;
  readonly clientId: string;
  readonly name: string;
  /** `#rrggbb` */
  readonly brandColor: string;
  /** Origins (RFC 6454 §6.2) that may embed it. */
  readonly origins: readonly string[];
}

export async function findByClientId(db: Db, clientId: string): Promise<Application | undefined> {
  const row = await db
    .selectFrom('application')
    .select(['id', 'client_id', 'name', 'brand_color'])
    .select((application) =>
      application
        .selectFrom('application_origin')
        .whereRef('application_origin.application_id', '=', 'application.id')
        .select(sql<string[]>`coalesce(array_agg(origin order by origin), '{}')`.as('origins'))
        .as('origins'),
    )
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      clientId: row.client_id,
      name: row.name,
      brandColor: row.brand_color,
      origins: row.origins ?? [],
    }
  );
}

export async function findBrand(
  db: Db,
  id: ApplicationId,
): Promise<Pick<Application, 'name' | 'brandColor'> | undefined> {
  const row = await db
    .selectFrom('application')
    .select(['name', 'brand_color'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { name: row.name, brandColor: row.brand_color };
}

export async function isOriginOfAny(db: Db, origin: string): Promise<boolean> {
  const row = await db
    .selectFrom('application_origin')
    .select('application_id')
    .where('origin', '=', origin)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function isOriginOf(db: Db, id: ApplicationId, origin: string): Promise<boolean> {
  const row = await db
    .selectFrom('application_origin')
    .select('application_id')
    .where('application_id', '=', id)
    .where('origin', '=', origin)
    .executeTakeFirst();
  return row !== undefined;
}

/** Leaves an application of that client id as it is, save for its origins, which become exactly those given. */
export async function insertApplication(
  db: Db,
  application: Application,
  createdAt: Timestamp,
): Promise<ApplicationId> {
  await db
    .insertInto('application')
    .values({
      id: application.id,
      client_id: application.clientId,
      name: application.name,
      brand_color: application.brandColor,
      created_at: createdAt,
    })
    .onConflict((conflict) => conflict.column('client_id').doNothing())
    .execute();
  const { id } = await db
    .selectFrom('application')
    .select('id')
    .where('client_id', '=', application.clientId)
    .executeTakeFirstOrThrow();
  await replaceOrigins(db, id, application.origins);
  return id;
}

async function replaceOrigins(db: Db, id: ApplicationId, origins: readonly string[]): Promise<void> {
  await db.deleteFrom('application_origin').where('application_id', '=', id).execute();
  if (origins.length === 0) return;
  await db
    .insertInto('application_origin')
    .values(origins.map((origin) => ({ application_id: id, origin })))
    .execute();
}
