import type { Kysely, Transaction } from 'kysely';
import type { DatabaseSchema } from './schema.ts';

/** What a repository's functions take: the database, or the transaction they should be part of. */
export type Db = Kysely<DatabaseSchema>;
export type Tx = Transaction<DatabaseSchema>;

export interface Database {
  readonly kind: 'embedded' | 'postgres';
  readonly db: Db;
  /**
   * Commits when `work` resolves, rolls back when it rejects. Inside, use only `tx`: the embedded database has one
   * connection, so that `db` would wait for the transaction that waits for it.
   */
  transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>;
  /** Resolves when the database answers; rejects within `timeoutMs` otherwise. */
  ping(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

/** PostgreSQL's unique_violation (SQLSTATE 23505), the same on both databases. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}
