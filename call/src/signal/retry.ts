const longestDelaysMs = [250, 500, 500, 500, 500, 500, 500, 1_000, 1_000, 2_000] as const;

/** So many attempts on from the first, the delays are the long ones. */
export const attemptsToLongest = longestDelaysMs.length - 1;

/**
 * How long to wait before the next attempt, milliseconds: at most 250, then 500 for as long as a server takes to start
 * again, then up to 2000. Up to half of it is left to chance, so that everyone whose server restarts does not come back in
 * the same instant.
 *
 * @param attempt 1 for the first one after the loss
 * @param random 0 ≤ random < 1
 */
export function retryDelayMs(attempt: number, random: number): number {
  const longest = longestDelaysMs[Math.min(attempt, longestDelaysMs.length) - 1] ?? longestDelaysMs[0];
  return longest * (1 - random / 2);
}

/**
 * How long an attempt may take before it is given up. Short, because a packet lost while the network was gone is sent
 * again seconds later (RFC 6298 §2); every third attempt is patient, for a network that is merely slow.
 */
export const attemptTimeoutMs = (attempt: number): number => (attempt % 3 === 2 ? 6_000 : 3_000);
