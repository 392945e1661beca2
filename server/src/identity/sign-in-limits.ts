import type { Clock } from '../platform/clock.ts';
import { createFailureLimit } from '../platform/failure-limit.ts';

const windowMs = 15 * 60_000;
const maxKeys = 20_000;

export type SignInLimits = ReturnType<typeof createSignInLimits>;

/**
 * Guessing is slowed per account and address together first, so that a stranger's tries do not lock the owner out;
 * more of them from many addresses, or at many accounts, meet the wider limits.
 */
export function createSignInLimits(clock: Clock) {
  const ofPair = createFailureLimit(clock, { failures: 8, windowMs, maxKeys });
  const ofAccount = createFailureLimit(clock, { failures: 60, windowMs, maxKeys });
  const ofAddress = createFailureLimit(clock, { failures: 60, windowMs, maxKeys });
  const pair = (email: string, address: string) => `${address} ${email}`;
  return {
    /** Seconds to wait before the next try; 0 for none. */
    waitSeconds: (email: string, address: string) =>
      Math.max(
        ofPair.waitSeconds(pair(email, address)),
        ofAccount.waitSeconds(email),
        ofAddress.waitSeconds(address),
      ),
    recordFailure(email: string, address: string) {
      ofPair.recordFailure(pair(email, address));
      ofAccount.recordFailure(email);
      ofAddress.recordFailure(address);
    },
    /** The address keeps its count: one good password does not pay for guesses at others. */
    forget(email: string, address: string) {
      ofPair.forget(pair(email, address));
    },
  };
}
