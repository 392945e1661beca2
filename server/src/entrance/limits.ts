import type { Clock } from '../platform/clock.ts';
import { createFailureLimit } from '../platform/failure-limit.ts';

const windowMs = 15 * 60_000;
const maxKeys = 20_000;

/**
 * Guessing is slowed for each address, and PINs for each code: first with the address, so that a stranger's tries do
 * not lock out those who know the PIN, then from everywhere.
 */
export function createEntranceLimits(clock: Clock) {
  const ofAddress = createFailureLimit(clock, { failures: 30, windowMs, maxKeys });
  const ofPair = createFailureLimit(clock, { failures: 8, windowMs, maxKeys });
  const ofCode = createFailureLimit(clock, { failures: 60, windowMs, maxKeys });
  const pair = (code: string, address: string) => `${address} ${code}`;
  return {
    /** Seconds to wait before the next try; 0 for none. */
    waitSeconds: (code: string, address: string): number =>
      Math.max(
        ofAddress.waitSeconds(address),
        ofPair.waitSeconds(pair(code, address)),
        ofCode.waitSeconds(code),
      ),
    guessedCode: (address: string): void => ofAddress.recordFailure(address),
    guessedPin(code: string, address: string): void {
      ofAddress.recordFailure(address);
      ofPair.recordFailure(pair(code, address));
      ofCode.recordFailure(code);
    },
  };
}
