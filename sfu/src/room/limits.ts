import type { PublisherEntry, SubscriberEntry } from './entries.ts';

/** What of a participant's connections matters here. */
export interface LimitedParticipant {
  readonly publisher?: { readonly media: Pick<PublisherEntry['media'], 'limit' | 'small'> };
  readonly subscriber?: Pick<SubscriberEntry, 'lines' | 'state'>;
}

/** What a publisher may send beyond its pictures in full, bits per second. */
const audioAllowance = 50_000;
const smallAllowance = 200_000;

/** Asks each publisher for no more than the narrowest path to a subscriber of its pictures in full carries. */
export function limitPublishers(participants: ReadonlyMap<string, LimitedParticipant>): void {
  for (const [id, { publisher }] of participants) {
    if (!publisher) continue;
    const pictures = smallestShare(id, participants);
    const others = audioAllowance + publisher.media.small.size * smallAllowance;
    publisher.media.limit(pictures === undefined ? undefined : pictures + others);
  }
}

/**
 * Bits per second for the pictures of this publisher that are watched: one that is off takes nothing, and lends nothing
 * to another. Undefined when no path to who watches is narrow.
 */
function smallestShare(
  publisherId: string,
  participants: ReadonlyMap<string, LimitedParticipant>,
): number | undefined {
  let smallest: number | undefined;
  for (const { subscriber } of participants.values()) {
    if (subscriber?.state !== 'connected' || subscriber.lines.isOnTrial) continue;
    if (!subscriber.lines.downlink.isNarrow) continue;
    const watched = subscriber.lines
      .tracks()
      .filter(
        ({ track, line }) =>
          track.participantId === publisherId &&
          line.open &&
          line.facts.kind === 'video' &&
          !line.source?.isSmall,
      ).length;
    const share = watched > 0 ? subscriber.lines.videoShare() : undefined;
    if (share !== undefined) smallest = Math.min(smallest ?? Infinity, share * watched);
  }
  return smallest;
}
