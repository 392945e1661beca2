/**
 * When a connection is made anew. Pure: facts in, the next step out; `Leg` carries it out. There is no ICE restart:
 * a new connection beside the old one is as quick, and works also when the other end has forgotten the old one.
 */

export interface LegFacts {
  /** There is somebody to ask for a connection. */
  readonly isOnline: boolean;
  /** The connection in use, if any, and since when it is in that state. */
  readonly current?: { readonly state: RTCPeerConnectionState; readonly since: number } | undefined;
  /** The one in use has to be replaced whatever its state. */
  readonly isStale: boolean;
  /** The one being made. */
  readonly next?: { readonly startedAt: number; readonly hasFailed: boolean } | undefined;
  /** Attempts in a row that came to nothing. */
  readonly failures: number;
  readonly lastAttemptAt: number | undefined;
}

export type Step =
  | { readonly how: 'build' }
  /** Look again at this time, if nothing happens before. */
  | { readonly how: 'wait'; readonly until: number }
  | { readonly how: 'rest' };

/** A connection that is `disconnected` for longer has probably lost its network (the state also passes by itself). */
export const disconnectedMs = 1_000;
/** From the first message to `connected`; a relayed path over TCP takes a second or two. */
export const attemptMs = 6_000;
const delaysMs = [250, 250, 500, 1_000, 2_000] as const;

/** @param now the clock of `since`, `startedAt` and `lastAttemptAt`, milliseconds */
export function nextStep(facts: LegFacts, now: number): Step {
  if (!facts.isOnline) return { how: 'rest' };
  if (facts.next && !facts.next.hasFailed) {
    const until = facts.next.startedAt + attemptMs;
    if (now < until) return { how: 'wait', until };
  } else {
    const neededAt = neededFrom(facts);
    if (neededAt === undefined) return { how: 'rest' };
    if (now < neededAt) return { how: 'wait', until: neededAt };
  }
  const until = (facts.lastAttemptAt ?? -Infinity) + delayAfter(facts.failures);
  return now < until ? { how: 'wait', until } : { how: 'build' };
}

/** From when on a new connection is needed; undefined while the one in use is good. */
function neededFrom({ current, isStale, next }: LegFacts): number | undefined {
  if (!current || isStale || next?.hasFailed) return -Infinity;
  if (current.state === 'failed' || current.state === 'closed') return -Infinity;
  return current.state === 'disconnected' ? current.since + disconnectedMs : undefined;
}

const delayAfter = (failures: number): number =>
  delaysMs[Math.min(failures, delaysMs.length - 1)] ?? delaysMs[0];
