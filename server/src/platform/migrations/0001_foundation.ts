import { sql, type Kysely } from 'kysely';

/** Accounts and sign-ins, applications, teams, scenarios. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createIdentity(db);
  await createApplications(db);
  await createTeams(db);
  await createScenarios(db);
}

async function createIdentity(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('account')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('disabled_at', 'timestamptz')
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .addCheckConstraint('account_email_is_folded', sql`email = lower(btrim(email))`)
    .execute();
  await db.schema
    .createTable('account_role')
    .addColumn('account_id', 'uuid', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('role', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('account_role_key', ['account_id', 'role'])
    .addCheckConstraint('account_role_is_known', sql`role in ('associate', 'supervisor', 'administrator')`)
    .execute();
  await db.schema
    .createTable('sign_in')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('account_id', 'uuid', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .addColumn('expires_at', 'timestamptz', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sign_in_by_account').on('sign_in').column('account_id').execute();
  await db.schema.createIndex('sign_in_by_expiry').on('sign_in').column('expires_at').execute();
}

async function createApplications(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('application')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('client_id', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('brand_color', 'text', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .addCheckConstraint('application_brand_color_is_hex', sql`brand_color ~ '^#[0-9a-f]{6}$'`)
    .execute();
  await db.schema
    .createTable('application_origin')
    .addColumn('application_id', 'uuid', (column) =>
      column.notNull().references('application.id').onDelete('cascade'),
    )
    .addColumn('origin', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('application_origin_key', ['application_id', 'origin'])
    .execute();
  await db.schema.createIndex('application_by_origin').on('application_origin').column('origin').execute();
}

async function createTeams(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('team')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('team_member')
    .addColumn('team_id', 'uuid', (column) => column.notNull().references('team.id').onDelete('cascade'))
    .addColumn('account_id', 'uuid', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('team_member_key', ['team_id', 'account_id'])
    .execute();
  await db.schema.createIndex('team_member_by_account').on('team_member').column('account_id').execute();
}

async function createScenarios(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('scenario')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('application_id', 'uuid', (column) =>
      column.notNull().references('application.id').onDelete('cascade'),
    )
    .addColumn('team_id', 'uuid', (column) => column.notNull().references('team.id'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('channels', 'jsonb', (column) => column.notNull())
    .addColumn('allows', 'jsonb', (column) => column.notNull())
    .addColumn('conditions', 'jsonb', (column) => column.notNull())
    .addColumn('ring_seconds', 'integer', (column) => column.notNull())
    .addColumn('grace_seconds', 'integer', (column) => column.notNull())
    .addColumn('wrap_up_seconds', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'timestamptz', (column) => column.notNull())
    .addUniqueConstraint('scenario_order', ['application_id', 'position'])
    .execute();
}
