import type { AssociateId } from '@parley/protocol';
import type { ColumnType, Generated } from 'kysely';

export type Role = 'associate' | 'supervisor' | 'administrator';

export interface IdentityTables {
  account: AccountTable;
  account_role: AccountRoleTable;
  sign_in: SignInTable;
}

/** Someone who can sign in. `email` is stored lower-case and trimmed. */
interface AccountTable {
  id: AssociateId;
  email: string;
  name: string;
  password_hash: string;
  disabled_at: ColumnType<Date | null, string | null | undefined, string | null>;
  created_at: ColumnType<Date, string, never>;
}

interface AccountRoleTable {
  account_id: AssociateId;
  role: Role;
}

/** One signed-in browser. The cookie's value is known by its SHA-256 alone. */
interface SignInTable {
  id: Generated<string>;
  account_id: AssociateId;
  secret_hash: string;
  created_at: ColumnType<Date, string, never>;
  expires_at: ColumnType<Date, string, string>;
}
