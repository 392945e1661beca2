import type { ParticipantEntry, PublisherEntry } from './entries.ts';

/** What a publisher may send beyond its pictures, bits per second. */
const audioAllowance = 50_000;

/** Asks each publisher for no more than the slowest connected subscriber of its pictures can take. */
export function limitPublishers(participants: ReadonlyMap<string, ParticipantEntry>): void {
  for (const [id, { publisher }] of participants) {
    if (!publisher) continue;
    const share = smallestShare(id, participants);
    publisher.media.limit(
      share === undefined ? undefined : share * Math.max(1, pictures(publisher)) + audioAllowance,
    );
  }
}

const pictures = ({ media }: PublisherEntry): number =>
  [...media.sources.values()].filter(({ line }) => line.kind === 'video').length;

/** Bits per second for one picture of this publisher; undefined when nobody who watches has an estimate. */
function smallestShare(
  publisherId: string,
  participants: ReadonlyMap<string, ParticipantEntry>,
): number | undefined {
  let smallest: number | undefined;
  for (const { subscriber } of participants.values()) {
    if (subscriber?.state !== 'connected') continue;
    const watches = subscriber.lines
      .tracks()
      .some(
        ({ track, line }) => track.participantId === publisherId && line.open && line.facts.kind === 'video',
      );
    const share = watches ? subscriber.lines.videoShare() : undefined;
    if (share !== undefined) smallest = Math.min(smallest ?? share, share);
  }
  return smallest;
}
