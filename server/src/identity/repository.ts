import type { AssociateId, Timestamp } from '@parley/protocol';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import type { Role } from './tables.ts';

export interface Account {
  readonly id: AssociateId;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly passwordHash: string;
  readonly disabled: boolean;
}

/** One signed-in browser and whose it is. */
export interface SignInRecord {
  readonly id: string;
  readonly account: Account;
  readonly expiresAt: Date;
}

export async function findAccountByEmail(db: Db, email: string): Promise<Account | undefined> {
  const row = await accounts(db).where('account.email', '=', email).executeTakeFirst();
  return row && toAccount(row);
}

/** More than these can't be looked through by eye anyway. */
const mostAssociates = 2_000;

/** Accounts with the role, those that are disabled left out, by name. */
export async function findAssociates(db: Db): Promise<Account[]> {
  const rows = await accounts(db)
    .innerJoin('account_role', 'account_role.account_id', 'account.id')
    .where('account_role.role', '=', 'associate')
    .where('account.disabled_at', 'is', null)
    .orderBy('account.name')
    .limit(mostAssociates)
    .execute();
  return rows.map(toAccount);
}

export async function insertAccount(
  db: Db,
  account: Omit<Account, 'disabled'>,
  createdAt: Timestamp,
): Promise<void> {
  await db
    .insertInto('account')
    .values({
      id: account.id,
      email: account.email,
      name: account.name,
      password_hash: account.passwordHash,
      created_at: createdAt,
    })
    .execute();
  if (account.roles.length > 0) {
    await db
      .insertInto('account_role')
      .values(account.roles.map((role) => ({ account_id: account.id, role })))
      .execute();
  }
}

export async function updatePassword(db: Db, id: AssociateId, passwordHash: string): Promise<void> {
  await db.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', id).execute();
}

export async function insertSignIn(
  db: Db,
  signIn: {
    readonly id: string;
    readonly accountId: AssociateId;
    readonly secretHash: string;
    readonly createdAt: Timestamp;
    readonly expiresAt: Timestamp;
  },
): Promise<void> {
  await db
    .insertInto('sign_in')
    .values({
      id: signIn.id,
      account_id: signIn.accountId,
      secret_hash: signIn.secretHash,
      created_at: signIn.createdAt,
      expires_at: signIn.expiresAt,
    })
    .execute();
}

/** A sign-in that has not expired, of an account that is not disabled. */
export async function findSignIn(
  db: Db,
  by: { readonly secretHash: string } | { readonly id: string },
  now: Timestamp,
): Promise<SignInRecord | undefined> {
  const row = await accounts(db)
    .innerJoin('sign_in', 'sign_in.account_id', 'account.id')
    .select(['sign_in.id as sign_in_id', 'sign_in.expires_at'])
    .where('sign_in.expires_at', '>', new Date(now))
    .where('account.disabled_at', 'is', null)
    .$if('secretHash' in by, (query) =>
      query.where('sign_in.secret_hash', '=', 'secretHash' in by ? by.secretHash : ''),
    )
    .$if('id' in by, (query) => query.where('sign_in.id', '=', 'id' in by ? by.id : ''))
    .executeTakeFirst();
  return row && { id: row.sign_in_id, account: toAccount(row), expiresAt: row.expires_at };
}

export async function extendSignIn(db: Db, id: string, expiresAt: Timestamp): Promise<void> {
  await db.updateTable('sign_in').set({ expires_at: expiresAt }).where('id', '=', id).execute();
}

export async function deleteSignIn(db: Db, id: string): Promise<void> {
  await db.deleteFrom('sign_in').where('id', '=', id).execute();
}

/** Ends the account's other sign-ins. @returns which */
export async function deleteOtherSignIns(db: Db, accountId: AssociateId, kept: string): Promise<string[]> {
  const rows = await db
    .deleteFrom('sign_in')
    .where('account_id', '=', accountId)
    .where('id', '!=', kept)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** @returns how many had expired. */
export async function deleteExpiredSignIns(db: Db, now: Timestamp): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('sign_in')
    .where('expires_at', '<=', new Date(now))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

function accounts(db: Db) {
  return db
    .selectFrom('account')
    .select(['account.id', 'account.email', 'account.name', 'account.password_hash', 'account.disabled_at'])
    .select((row) =>
      row
        .selectFrom('account_role')
        .whereRef('account_role.account_id', '=', 'account.id')
        .select(sql<Role[]>`coalesce(array_agg(role order by role), '{}')`.as('roles'))
        .as('roles'),
    );
}

interface AccountRow {
  readonly id: AssociateId;
  readonly email: string;
  readonly name: string;
  readonly password_hash: string;
  readonly disabled_at: Date | null;
  readonly roles: Role[] | null;
}

function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    roles: row.roles ?? [],
    passwordHash: row.password_hash,
    disabled: row.disabled_at !== null,
  };
}
