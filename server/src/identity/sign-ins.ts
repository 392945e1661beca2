import type { AssociateProfile, Timestamp } from '@parley/protocol';
import { toTimestamp, type Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import { toProfile } from './accounts.ts';
import { hashSecret, newSecret, secretFrom } from './cookie.ts';
import {
  deleteExpiredSignIns,
  deleteSignIn,
  extendSignIn,
  findSignIn,
  insertSignIn,
  type Account,
  type SignInRecord,
} from './repository.ts';

/** A sign-in ends this long after its last use. */
const signInLastsMs = 12 * 60 * 60_000;
/** A use moves the end at most this often, to spare the database. */
const extendEveryMs = 60_000;
const purgeEveryMs = 60 * 60_000;

/** Someone who is signed in, as far as one browser of theirs is concerned. */
export interface SignedIn {
  readonly signInId: string;
  readonly profile: AssociateProfile;
  /** When it ends if it is not used again. */
  readonly expiresAt: Timestamp;
}

export type SignIns = ReturnType<typeof createSignIns>;

/** The sign-ins that are open: one row for each browser. */
export function createSignIns(db: Db, clock: Clock) {
  const expiryFromNow = () => toTimestamp(clock.millis() + signInLastsMs);

  async function use(record: SignInRecord): Promise<Timestamp> {
    const isFresh = record.expiresAt.getTime() > clock.millis() + signInLastsMs - extendEveryMs;
    if (isFresh) return toTimestamp(record.expiresAt.getTime());
    const expiresAt = expiryFromNow();
    await extendSignIn(db, record.id, expiresAt);
    return expiresAt;
  }

  return {
    async open(account: Account): Promise<SignedIn & { readonly secret: string }> {
      const secret = newSecret();
      const signInId = newId();
      const expiresAt = expiryFromNow();
      await insertSignIn(db, {
        id: signInId,
        accountId: account.id,
        secretHash: hashSecret(secret),
        createdAt: clock.now(),
        expiresAt,
      });
      return { signInId, profile: toProfile(account), expiresAt, secret };
    },

    close: (signInId: string) => deleteSignIn(db, signInId),

    async identify(cookieHeader: string | undefined): Promise<SignedIn | undefined> {
      const secret = secretFrom(cookieHeader);
      if (secret === undefined) return undefined;
      const record = await findSignIn(db, { secretHash: hashSecret(secret) }, clock.now());
      if (record === undefined) return undefined;
      return { signInId: record.id, profile: toProfile(record.account), expiresAt: await use(record) };
    },

    async renew(signInId: string): Promise<Timestamp | undefined> {
      const record = await findSignIn(db, { id: signInId }, clock.now());
      return record && use(record);
    },
  };
}

/** Clears ended sign-ins away, at once and every hour. @returns a function that stops it. */
export async function purgeRegularly(db: Db, clock: Clock, log: Log): Promise<() => void> {
  let cancel = () => {};
  const purge = async () => {
    const purged = await deleteExpiredSignIns(db, clock.now());
    if (purged > 0) log.debug({ purged }, 'ended sign-ins cleared away');
  };
  const purgeLater = () => {
    cancel = clock.after(purgeEveryMs, () => {
      purge().catch((error: unknown) => log.warn({ err: error }, 'ended sign-ins could not be cleared away'));
      purgeLater();
    });
  };
  await purge();
  purgeLater();
  return () => cancel();
}
