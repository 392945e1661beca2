import type { PasswordChange, SignIn } from '@parley/protocol';
import type { Bus } from '../platform/bus.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import { foldEmail } from './accounts.ts';
import type { Passwords } from './passwords.ts';
import { deleteOtherSignIns, findAccountByEmail, updatePassword } from './repository.ts';
import type { SignInLimits } from './sign-in-limits.ts';
import type { SignedIn, SignIns } from './sign-ins.ts';
import { signedOut } from './topics.ts';

interface Tools {
  readonly database: Database;
  readonly bus: Bus;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly passwords: Passwords;
  readonly signIns: SignIns;
  readonly limits: SignInLimits;
}

/** An unknown e-mail, a wrong password and a disabled account look the same from outside, and take as long. */
export async function signInCommand(
  { database, log, metrics, passwords, signIns, limits }: Tools,
  given: SignIn,
  address: string,
): Promise<Outcome<SignedIn & { readonly secret: string }>> {
  const email = foldEmail(given.email);
  const wait = limits.waitSeconds(email, address);
  if (wait > 0) {
    metrics.signIns.inc({ outcome: 'limited' });
    return refuse('rate-limited', `${String(wait)} s`);
  }
  const account = await findAccountByEmail(database.db, email);
  const matches = await passwords.verify(given.password, account?.passwordHash);
  if (!matches || account === undefined || account.disabled) {
    limits.recordFailure(email, address);
    metrics.signIns.inc({ outcome: 'refused' });
    log.info({ accountId: account?.id }, 'sign-in refused');
    return refuse('wrong-credentials');
  }
  limits.forget(email, address);
  metrics.signIns.inc({ outcome: 'accepted' });
  const opened = await signIns.open(account);
  log.info({ accountId: account.id, signInId: opened.signInId }, 'signed in');
  return succeed(opened);
}

/** Ends one sign-in, and with it whatever that browser holds open. */
export async function signOutCommand({ bus, log, signIns }: Tools, signInId: string): Promise<void> {
  await signIns.close(signInId);
  bus.publish(signedOut, { signInId });
  log.info({ signInId }, 'signed out');
}

/** Somebody who got hold of an open desk has to guess here as at the door, and counts as failing there. */
export async function changePasswordCommand(
  { database, bus, log, passwords, limits }: Tools,
  { signInId, profile }: SignedIn,
  { current, next }: PasswordChange,
  address: string,
): Promise<Outcome<undefined>> {
  const { id, email } = profile;
  const wait = limits.waitSeconds(email, address);
  if (wait > 0) return refuse('rate-limited', `${String(wait)} s`);
  const account = await findAccountByEmail(database.db, email);
  if (!(await passwords.verify(current, account?.passwordHash))) {
    limits.recordFailure(email, address);
    log.info({ accountId: id }, 'change of password refused');
    return refuse('wrong-password');
  }
  limits.forget(email, address);
  const passwordHash = await passwords.hash(next);
  const ended = await database.transaction(async (tx) => {
    await updatePassword(tx, id, passwordHash);
    return deleteOtherSignIns(tx, id, signInId);
  });
  for (const other of ended) bus.publish(signedOut, { signInId: other });
  log.info({ accountId: id, signedOut: ended.length }, 'password changed');
  return succeed(undefined);
}
