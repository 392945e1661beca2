import type { EngagementState, Timestamp } from '@parley/protocol';

/** Long enough for a reloaded page to learn that, and why, the engagement ended; milliseconds. */
const liveAfterEndMs = 10 * 60_000;

/**
 * Whether a customer's token still opens this engagement. It lives as long as the engagement, which the clocks of
 * waiting and of lost connections bound, and ten minutes more.
 */
export function tokenIsLive(state: Pick<EngagementState, 'phase' | 'endedAt'>, now: Timestamp): boolean {
  if (state.phase !== 'ended' || state.endedAt === undefined) return true;
  return Date.parse(now) < Date.parse(state.endedAt) + liveAfterEndMs;
}
