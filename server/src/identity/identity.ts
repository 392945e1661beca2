import type { PasswordChange, SignIn, Timestamp } from '@parley/protocol';
import type { Bus } from '../platform/bus.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Outcome } from '../platform/outcome.ts';
import { createAccounts, type Accounts } from './accounts.ts';
import { changePasswordCommand, signInCommand, signOutCommand } from './commands.ts';
import { createPasswords } from './passwords.ts';
import { createSignInLimits } from './sign-in-limits.ts';
import { createSignIns, purgeRegularly, type SignedIn } from './sign-ins.ts';

export type { SignedIn } from './sign-ins.ts';

/** Who works here, and who of them is signed in. */
export interface Identity extends Accounts {
  /**
   * Opens a sign-in; `secret` is the cookie's value and exists nowhere else.
   * Refused with `wrong-credentials`, or `rate-limited` (detail: seconds to wait).
   */
  signIn(given: SignIn, address: string): Promise<Outcome<SignedIn & { readonly secret: string }>>;
  signOut(signInId: string): Promise<void>;
  /** Ends the account's other sign-ins. Refused with `wrong-password`, or `rate-limited` (detail: seconds to wait). */
  changePassword(who: SignedIn, change: PasswordChange, address: string): Promise<Outcome<undefined>>;
  /** Who sent this `Cookie` header; counts as a use of the sign-in. */
  identifyAssociate(cookieHeader: string | undefined): Promise<SignedIn | undefined>;
  /** Counts as a use of a sign-in known from earlier; undefined once it has ended. */
  renew(signInId: string): Promise<Timestamp | undefined>;
  /** Clears ended sign-ins away, now and then, until `stop`. */
  start(): Promise<void>;
  stop(): void;
}

interface IdentityParts {
  readonly database: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

export function createIdentity(parts: IdentityParts): Identity {
  const { database, clock, log } = parts;
  const passwords = createPasswords();
  const signIns = createSignIns(database.db, clock);
  const tools = { ...parts, passwords, signIns, limits: createSignInLimits(clock) };
  let stopPurging = () => {};
  return {
    ...createAccounts(database, clock, passwords),
    signIn: (given, address) => signInCommand(tools, given, address),
    signOut: (signInId) => signOutCommand(tools, signInId),
    changePassword: (who, change, address) => changePasswordCommand(tools, who, change, address),
    identifyAssociate: (cookieHeader) => signIns.identify(cookieHeader),
    renew: (signInId) => signIns.renew(signInId),
    async start() {
      stopPurging = await purgeRegularly(database.db, clock, log);
    },
    stop: () => stopPurging(),
  };
}
