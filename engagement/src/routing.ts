import type { AssociateId, EngagementId, TeamId, Timestamp } from '@parley/protocol';
import { plusSeconds, reached } from './time.ts';

/** An engagement in the queue, and who has been asked for it so far without answering. */
export interface WaitingEngagement {
  readonly engagementId: EngagementId;
  readonly teamId: TeamId;
  readonly requestedAt: Timestamp;
  /** Nobody is rung for a customer whose connection is gone. */
  readonly customerPresent: boolean;
  readonly ringing: boolean;
  readonly asked: readonly {
    readonly associateId: AssociateId;
    readonly times: number;
    readonly lastAt: Timestamp;
  }[];
}

/** An associate who is available and not being rung. */
export interface Candidate {
  readonly associateId: AssociateId;
  readonly teamIds: readonly TeamId[];
  readonly idleSince: Timestamp;
}

export interface NextInvitation {
  readonly engagementId: EngagementId;
  readonly associateId: AssociateId;
}

/** Whoever declined or missed an engagement is left in peace about it for this long, seconds. */
const askAgainAfterSeconds = 15;

/**
 * Who is asked for what, now: the engagement that waits longest first; for it the associate of its team who was
 * asked least often, and among those the one idle longest. Each associate is asked for one engagement at a time.
 */
export function nextInvitations(
  waiting: readonly WaitingEngagement[],
  candidates: readonly Candidate[],
  at: Timestamp,
): NextInvitation[] {
  const free = [...candidates];
  const chosen: NextInvitation[] = [];
  for (const engagement of waiting.filter(wantsSomeone).sort(byTime((entry) => entry.requestedAt))) {
    const best = free
      .filter((candidate) => candidate.teamIds.includes(engagement.teamId))
      .filter((candidate) => mayBeAsked(engagement, candidate, at))
      .sort(
        (a, b) =>
          timesAsked(engagement, a) - timesAsked(engagement, b) ||
          Date.parse(a.idleSince) - Date.parse(b.idleSince),
      )[0];
    if (!best) continue;
    free.splice(free.indexOf(best), 1);
    chosen.push({ engagementId: engagement.engagementId, associateId: best.associateId });
  }
  return chosen;
}

/** When `nextInvitations` may come to another result by the mere passing of time; undefined when only news can. */
export function askAgainAt(waiting: readonly WaitingEngagement[], at: Timestamp): Timestamp | undefined {
  return waiting
    .filter(wantsSomeone)
    .flatMap((engagement) => engagement.asked.map((asked) => plusSeconds(asked.lastAt, askAgainAfterSeconds)))
    .filter((time) => !reached(at, time))
    .sort()[0];
}

const wantsSomeone = (engagement: WaitingEngagement): boolean =>
  engagement.customerPresent && !engagement.ringing;

const byTime =
  <T>(time: (entry: T) => Timestamp) =>
  (a: T, b: T): number =>
    Date.parse(time(a)) - Date.parse(time(b));

const askedBefore = (engagement: WaitingEngagement, candidate: Candidate) =>
  engagement.asked.find((entry) => entry.associateId === candidate.associateId);

const timesAsked = (engagement: WaitingEngagement, candidate: Candidate): number =>
  askedBefore(engagement, candidate)?.times ?? 0;

function mayBeAsked(engagement: WaitingEngagement, candidate: Candidate, at: Timestamp): boolean {
  const before = askedBefore(engagement, candidate);
  return !before || reached(at, plusSeconds(before.lastAt, askAgainAfterSeconds));
}
