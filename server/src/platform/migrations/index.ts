import type { Migration } from 'kysely/migration';
import * as foundation from './0001_foundation.ts';

/** Every migration by its name, which is also its place in the order. One that was released never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001_foundation': foundation,
};
