import type { TrackRef } from '../engine.ts';
import type { ConnectionState, PublishingConnection, SubscribingConnection } from './connections.ts';
import type { Publisher } from './publisher.ts';
import { trackKey } from './rules.ts';
import type { Source } from './source.ts';
import type { Subscriber } from './subscriber.ts';

/** What a room keeps of its participants and tracks. */

export interface PublisherEntry {
  readonly connectionId: string;
  readonly connection: PublishingConnection;
  readonly media: Publisher;
  state: ConnectionState;
}

export interface SubscriberEntry {
  readonly connectionId: string;
  readonly connection: SubscribingConnection;
  readonly lines: Subscriber;
  revision: number;
  state: ConnectionState;
}

/** A participant's connections. A new one works beside the old until it is connected, then takes its place. */
export interface ParticipantEntry {
  publisher?: PublisherEntry;
  nextPublisher?: PublisherEntry;
  subscriber?: SubscriberEntry;
  formerSubscriber?: SubscriberEntry;
  /** Known to be behind TURN over TCP or TLS. */
  relayed?: boolean;
}

export interface RoomTrack {
  readonly ref: TrackRef;
  readonly key: string;
  /** Whether the rules want its packets written down. */
  recorded: boolean;
  source: Source;
  /** The same picture for those who show it small; it may well be that nothing of it is sent yet. */
  small: Source | undefined;
  /** What the publisher was told that somebody has a use for. */
  wanted: { readonly full: boolean; readonly small: boolean };
  /** Last told state. */
  state: 'flowing' | 'silent' | undefined;
}

export const newTrack = (ref: TrackRef, source: Source): RoomTrack => ({
  ref,
  key: trackKey(ref),
  recorded: false,
  source,
  small: undefined,
  wanted: { full: true, small: false },
  state: undefined,
});

export function closeSubscriber(entry: SubscriberEntry | undefined): void {
  entry?.connection.close();
  entry?.lines.close();
}
