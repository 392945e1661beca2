import type { PictureSize, TrackRef, TrackSize } from '../engine.ts';
import type { RoomTrack, SubscriberEntry } from './entries.ts';
import { trackKey } from './rules.ts';
import type { Source } from './source.ts';

/** What of a participant's connections matters here. */
export interface WatchingParticipant {
  readonly subscriber?: Pick<SubscriberEntry, 'lines' | 'state'>;
  readonly formerSubscriber?: Pick<SubscriberEntry, 'lines' | 'state'>;
}

/** What the layers of a room depend on. */
export interface LayeredRoom {
  readonly participants: ReadonlyMap<string, WatchingParticipant>;
  readonly tracks: ReadonlyMap<string, RoomTrack>;
  /** Whether the rules let this track flow to this subscriber. */
  readonly flows: (subscriberId: string, track: TrackRef) => boolean;
  /** Whether publishers may learn that this subscriber watches. */
  readonly counts: (subscriberId: string) => boolean;
  readonly onWanted: (track: RoomTrack) => void;
}

/** Below this many bits per second for one picture, the small one is the better one. */
const tooNarrow = 250_000;
/** Estimates begin low, and fall for moments. */
const narrowAfterMs = 3_000;
/** A path that carries small pictures tells nothing of what more it could carry: after this long it is tried. */
const firstRetryMs = 10_000;
const lastRetryMs = 80_000;
/** One that fails within this time has failed at once. */
const failsWithinMs = 5_000;
const silentAfterMs = 2_000;

const isAlive = ({ lastArrival }: Source, now: number): boolean =>
  lastArrival > 0 && now - lastArrival < silentAfterMs;

/** A subscriber's path, and whether it is too narrow for more than small pictures. */
interface Path {
  lowSince: number | undefined;
  narrowSince: number | undefined;
  /** When full pictures were tried again. */
  widenedAt: number;
  retryMs: number;
}

/** Which of a track's pictures each subscriber is sent: what they have a use for, and what their path carries. */
export class Layers {
  readonly #room: LayeredRoom;
  readonly #sizes = new Map<string, ReadonlyMap<string, PictureSize>>();
  readonly #paths = new Map<string, Path>();

  constructor(room: LayeredRoom) {
    this.#room = room;
  }

  /** Replaces what this subscriber said before. */
  resize(subscriberId: string, sizes: readonly TrackSize[]): void {
    this.#sizes.set(subscriberId, new Map(sizes.map(({ track, size }) => [trackKey(track), size])));
  }

  forget(participantId: string): void {
    this.#sizes.delete(participantId);
    this.#paths.delete(participantId);
  }

  /** Whether the subscriber shows the track at all. */
  isShown(subscriberId: string, track: TrackRef): boolean {
    return this.#sizes.get(subscriberId)?.get(trackKey(track)) !== 'none';
  }

  /** What to feed a subscriber's line of this track with from the beginning. */
  sourceFor(subscriberId: string, track: RoomTrack, now: number): Source {
    const { small, source } = track;
    return small && isAlive(small, now) && this.#wantsSmall(subscriberId, track) ? small : source;
  }

  /** What shall feed it as soon as it can be decoded. */
  #aimFor(subscriberId: string, track: RoomTrack, now: number): Source {
    const { small, source } = track;
    const hasDied = small !== undefined && small.lastArrival > 0 && !isAlive(small, now);
    return small && !hasDied && this.#wantsSmall(subscriberId, track) ? small : source;
  }

  #wantsSmall(subscriberId: string, track: RoomTrack): boolean {
    if (!track.small) return false;
    const isNarrow = this.#paths.get(subscriberId)?.narrowSince !== undefined;
    // Who must not be noticed takes what is sent for the others.
    if (!this.#room.counts(subscriberId)) return !track.wanted.full || (isNarrow && track.wanted.small);
    if (this.#sizes.get(subscriberId)?.get(track.key) === 'small') return true;
    // For one subscriber alone, the publisher had better send a smaller full picture.
    return isNarrow && this.#watchers(track).length > 1;
  }

  #watchers({ ref }: RoomTrack): string[] {
    return [...this.#room.participants]
      .filter(([id, { subscriber }]) => subscriber && this.#room.counts(id))
      .filter(([id]) => this.#room.flows(id, ref) && this.isShown(id, ref))
      .map(([id]) => id);
  }

  /** Brings every line, and every publisher, in line with what is shown. A few times a second. */
  tick(now: number): void {
    for (const [id, { subscriber }] of this.#room.participants)
      if (subscriber?.state === 'connected') this.#judgePath(id, subscriber, now);
    for (const track of this.#room.tracks.values()) if (track.small) this.#direct(track, now);
  }

  #direct(track: RoomTrack, now: number): void {
    for (const [id, { subscriber, formerSubscriber }] of this.#room.participants)
      for (const entry of [subscriber, formerSubscriber])
        entry?.lines.lineOf(track.ref)?.turnTo(this.#aimFor(id, track, now), now);
    const watchers = this.#watchers(track);
    const small = watchers.filter((id) => this.#wantsSmall(id, track)).length;
    // Not before there is something in its place is the full one given up.
    const isReplaced = small > 0 && small === watchers.length && !!track.small && isAlive(track.small, now);
    const wanted = { full: track.recorded || !isReplaced, small: small > 0 };
    if (wanted.full === track.wanted.full && wanted.small === track.wanted.small) return;
    track.wanted = wanted;
    this.#room.onWanted(track);
  }

  #judgePath(id: string, { lines }: Pick<SubscriberEntry, 'lines'>, now: number): void {
    const path = this.#paths.get(id) ?? {
      lowSince: undefined,
      narrowSince: undefined,
      widenedAt: -Infinity,
      retryMs: firstRetryMs,
    };
    this.#paths.set(id, path);
    const isLow = (lines.videoShare() ?? Infinity) < tooNarrow && lines.downlink.isCongested;
    path.lowSince = isLow ? (path.lowSince ?? now) : undefined;
    if (path.narrowSince !== undefined) {
      if (now - path.narrowSince < path.retryMs) return;
      path.narrowSince = path.lowSince = undefined;
      path.widenedAt = now;
      lines.downlink.widen();
    } else if (path.lowSince !== undefined && now - path.lowSince >= narrowAfterMs) {
      const again = now - path.widenedAt < failsWithinMs;
      path.retryMs = again ? Math.min(lastRetryMs, path.retryMs * 2) : firstRetryMs;
      path.narrowSince = now;
    }
    // A trial that fails must not make everybody's picture worse meanwhile.
    lines.isOnTrial = path.narrowSince === undefined && now - path.widenedAt < failsWithinMs;
  }
}
