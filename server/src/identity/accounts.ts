import type { AssociateId, AssociateProfile } from '@parley/protocol';
import type { Clock } from '../platform/clock.ts';
import { isUniqueViolation, type Database } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { Passwords } from './passwords.ts';
import { findAccountByEmail, findAssociates, insertAccount, type Account } from './repository.ts';
import type { Role } from './tables.ts';

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly roles: readonly Role[];
}

export interface Accounts {
  /** @returns its id; undefined, and nothing changes, when an account has that e-mail. */
  createAccount(account: NewAccount): Promise<AssociateId | undefined>;
  /** Everyone who may sign in and answers engagements, by name. */
  associates(): Promise<AssociateProfile[]>;
  /** Creates the account unless its e-mail is known already. @returns its id either way. */
  ensureAccount(account: NewAccount): Promise<AssociateId>;
}

export function createAccounts(database: Database, clock: Clock, passwords: Passwords): Accounts {
  const { db } = database;

  async function create({ email, name, password, roles }: NewAccount): Promise<AssociateId> {
    const id = newId<AssociateId>();
    const passwordHash = await passwords.hash(password);
    const account = { id, email: foldEmail(email), name, roles, passwordHash };
    await database.transaction((tx) => insertAccount(tx, account, clock.now()));
    return id;
  }

  const idOf = async (email: string) => (await findAccountByEmail(db, foldEmail(email)))?.id;

  async function createAccount(account: NewAccount): Promise<AssociateId | undefined> {
    if ((await idOf(account.email)) !== undefined) return undefined;
    try {
      return await create(account);
    } catch (error) {
      // Made by somebody else in the meantime.
      if (isUniqueViolation(error)) return undefined;
      throw error;
    }
  }

  return {
    createAccount,
    associates: async () => (await findAssociates(db)).map(toProfile),
    async ensureAccount(account) {
      const id = (await createAccount(account)) ?? (await idOf(account.email));
      if (id === undefined) throw new Error('An account that is known cannot be found');
      return id;
    },
  };
}

/** E-mail addresses are compared without regard to case or surrounding space. */
export function foldEmail(email: string): string {
  return email.trim().toLowerCase();
}

export function toProfile(account: Account): AssociateProfile {
  return { id: account.id, name: account.name, email: account.email, roles: [...account.roles] };
}
