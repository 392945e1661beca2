import type { ConnectionStats, RoomStats, SubscriptionStats, TrackStats } from '../engine.ts';
import type { ParticipantEntry, RoomTrack } from './entries.ts';

/** Everything that can be told of a room in figures. */
export function roomStats(
  participants: ReadonlyMap<string, ParticipantEntry>,
  tracks: Iterable<RoomTrack>,
): RoomStats {
  const entries = [...participants];
  return {
    tracks: [...tracks].map(trackStats),
    subscriptions: entries.flatMap(([id, entry]) => subscriptionStats(id, entry)),
    connections: entries.flatMap(([id, entry]) => connectionStats(id, entry)),
  };
}

const trackStats = ({ ref, source }: RoomTrack): TrackStats => ({
  track: ref,
  packets: source.reception.packets,
  bytes: source.reception.bytes,
  lost: source.reception.lost,
  jitterMs: source.reception.jitterMs,
  nacksSent: source.nacksSent,
  plisSent: source.plisSent,
  keyFrames: source.keyFramesSeen,
  codec: source.line.codec.name,
});

const subscriptionStats = (subscriberId: string, { subscriber }: ParticipantEntry): SubscriptionStats[] =>
  (subscriber?.lines.tracks() ?? []).map(({ track, line }) => ({
    subscriberId,
    track,
    packets: line.packets,
    bytes: line.bytes,
    retransmitted: line.retransmitted,
    nacksReceived: line.nacksReceived,
    plisReceived: line.plisReceived,
    fractionLost: line.fractionLost,
    roundTripMs: line.roundTripMs,
  }));

function connectionStats(
  participantId: string,
  { publisher, subscriber }: ParticipantEntry,
): ConnectionStats[] {
  const stats: ConnectionStats[] = [];
  if (publisher)
    stats.push({
      participantId,
      direction: 'publish',
      state: publisher.state,
      estimatedBitrate: publisher.media.limitNow,
    });
  if (subscriber)
    stats.push({
      participantId,
      direction: 'subscribe',
      state: subscriber.state,
      estimatedBitrate: subscriber.lines.downlink.estimate,
    });
  return stats;
}
