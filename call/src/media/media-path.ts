import type {
  DownMessage,
  EngagementId,
  IceServer,
  ParticipantId,
  TrackSize,
  TrackSource,
} from '@parley/protocol';
import type { MediaState, RemoteTrack } from '../api.ts';
import type { Realtime } from '../signal/realtime.ts';
import { Handover } from './handover.ts';
import { Leg, type Link } from './leg.ts';
import { onlyFull, PublisherLink, type SentTracks } from './publisher.ts';
import { settled } from './remote-tracks.ts';
import { isAlive } from './alive.ts';
import { SubscriberLink } from './subscriber.ts';

export type MediaMessage = Extract<
  DownMessage,
  { type: 'media.offer' | 'media.lines' | 'media.failed' | 'media.reset' | 'media.wanted' }
>;

export interface MediaPathOptions {
  readonly engagementId: EngagementId;
  readonly realtime: Pick<Realtime, 'ask' | 'isOnline'>;
  readonly iceServers: () => readonly IceServer[];
  /** What is sent when a connection is made. */
  readonly tracks: () => SentTracks;
  /** `state` or `remote` changed. */
  readonly onChange: () => void;
}

/** After `session.welcome`, a snapshot with another epoch comes within this time if at all. */
const snapshotMs = 50;
/** Whoever sends nothing (DTX, muted) was loud a while ago at most. */
const staleMs = 500;

/** Both connections of one participant in one engagement. */
export class MediaPath {
  readonly engagementId: EngagementId;
  readonly #options: MediaPathOptions;
  readonly #publisher: Leg<PublisherLink>;
  readonly #subscriber: Leg<SubscriberLink>;
  #handover: Handover | undefined;
  #epoch: string | undefined;
  #remote: readonly RemoteTrack[] = [];
  #sizes: readonly TrackSize[] = [];
  #wanted = onlyFull;
  #wasConnected = false;
  #isClosed = false;

  constructor(options: MediaPathOptions, epoch: string | undefined) {
    this.engagementId = options.engagementId;
    this.#options = options;
    this.#epoch = epoch;
    const isOnline = () => options.realtime.isOnline;
    const onChange = () => this.#changed();
    this.#publisher = new Leg({
      build: (id) => this.#buildPublisher(id),
      isOnline,
      onChange,
      onInUse: (_, former) => former?.close(),
    });
    this.#subscriber = new Leg({
      build: (id) => this.#buildSubscriber(id),
      isOnline,
      onChange,
      onInUse: (link, former) => this.#takeOver(link, former),
    });
    this.#publisher.check();
    this.#subscriber.check();
  }

  get epoch(): string | undefined {
    return this.#epoch;
  }

  get remote(): readonly RemoteTrack[] {
    return this.#remote;
  }

  get state(): MediaState['path'] {
    const health = [this.#publisher.health, this.#subscriber.health];
    if (health.every((one) => one === 'connected')) return 'connected';
    return this.#wasConnected ? 'reconnecting' : 'connecting';
  }

  /** The connections in use, once there are both. */
  get connections():
    | { readonly publishing: RTCPeerConnection; readonly subscribing: RTCPeerConnection }
    | undefined {
    const publishing = this.#publisher.current?.connection;
    const subscribing = this.#subscriber.current?.connection;
    return publishing && subscribing && { publishing, subscribing };
  }

  /** Another epoch than the known one: the server has forgotten both connections. */
  enter(epoch: string): void {
    const before = this.#epoch;
    this.#epoch = epoch;
    if (before === undefined || before === epoch) return;
    this.#wanted = onlyFull;
    this.#publisher.replace();
    this.#subscriber.replace();
  }

  heard(message: MediaMessage): void {
    if (message.type === 'media.reset') {
      // Without a known epoch (while it rings) every reset is news.
      this.#epoch ??= '';
      this.enter(message.mediaEpoch);
    } else if (message.type === 'media.failed') this.#failed(message.connectionId);
    else if (message.type === 'media.wanted') this.#want(message);
    else {
      const link = this.#subscriber.find(message.connectionId);
      if (message.type === 'media.offer') link?.offered(message);
      else link?.carries(message.lines);
    }
  }

  #want({ source, full, small }: Extract<MediaMessage, { type: 'media.wanted' }>): void {
    if (source !== 'camera') return;
    this.#wanted = { full, small };
    for (const link of this.#publisher.links) link.want(this.#wanted);
  }

  #failed(connectionId: string): void {
    const publishing = this.#publisher.find(connectionId);
    const subscribing = this.#subscriber.find(connectionId);
    if (publishing) this.#publisher.failed(publishing);
    if (subscribing) this.#subscriber.failed(subscribing);
  }

  /**
   * The realtime connection is back. What the server said meanwhile about lines is lost, and it tells such things to
   * whoever subscribed last: so the subscription is made anew, behind the picture that still runs. Not before the
   * server had a moment to say that everything must be made anew.
   */
  realtimeIsBack(): void {
    const since = performance.now();
    setTimeout(() => {
      if (this.#isClosed) return;
      if (!this.#subscriber.isNewSince(since)) this.#subscriber.renew();
      if (!this.#publisher.isNewSince(since)) void this.#verify(this.#publisher);
    }, snapshotMs);
  }

  /** The network may be another one: what is dead is noticed now and not seconds later. */
  networkChanged(): void {
    void this.#verify(this.#publisher);
    void this.#verify(this.#subscriber);
  }

  async #verify<L extends Link>(leg: Leg<L>): Promise<void> {
    const link = leg.current;
    if (!link || leg.health !== 'connected') return leg.renew();
    if (!(await isAlive(link.connection)) && leg.current === link && leg.links.length === 1) leg.renew();
  }

  /** How loud each of the others is at this moment, 0..1. */
  levels(): Map<ParticipantId, number> {
    const levels = new Map<ParticipantId, number>();
    for (const { track, receiver } of this.#subscriber.current?.tracks() ?? []) {
      if (track.source !== 'microphone') continue;
      const [newest] = receiver.getSynchronizationSources();
      const isNow =
        newest !== undefined && performance.timeOrigin + performance.now() - newest.timestamp < staleMs;
      levels.set(track.participantId, isNow ? (newest.audioLevel ?? 0) : 0);
    }
    return levels;
  }

  /** Sends this track from now on, or nothing. */
  send(source: TrackSource, track: MediaStreamTrack | undefined): void {
    for (const link of this.#publisher.links) void link.send(source, track);
  }

  /** How large the others' pictures are shown; what isn't named, in full. */
  resize(sizes: readonly TrackSize[]): void {
    this.#sizes = sizes;
    void this.#tellSizes();
  }

  #tellSizes(): Promise<unknown> {
    const { engagementId, realtime } = this.#options;
    return realtime.ask({ type: 'media.resize', engagementId, sizes: [...this.#sizes] });
  }

  close(): void {
    this.#isClosed = true;
    this.#publisher.close();
    this.#handover?.end();
    this.#subscriber.close();
  }

  #buildPublisher(id: string): PublisherLink {
    const { engagementId, realtime, iceServers, tracks } = this.#options;
    const link = new PublisherLink(id, iceServers(), tracks(), (offer) =>
      realtime.ask({ type: 'media.publish', engagementId, ...offer }),
    );
    if (this.#wanted !== onlyFull) link.want(this.#wanted);
    return link;
  }

  #buildSubscriber(id: string): SubscriberLink {
    const { engagementId, realtime, iceServers } = this.#options;
    return new SubscriberLink(
      id,
      iceServers(),
      {
        subscribe: async (connectionId) => {
          const answer = await realtime.ask({ type: 'media.subscribe', engagementId, connectionId });
          // The server may be another one than was told before.
          if (answer.ok && this.#sizes.length > 0) void this.#tellSizes();
          return answer;
        },
        answer: (answer) => realtime.ask({ type: 'media.answer', engagementId, ...answer }),
      },
      {
        tracks: () => this.#changed(),
        failed: (link) => this.#subscriber.failed(link),
      },
    );
  }

  #takeOver(link: SubscriberLink, former: SubscriberLink | undefined): void {
    this.#handover?.end();
    this.#handover = former && new Handover(link, former, () => this.#changed());
  }

  #changed(): void {
    if (this.#isClosed) return;
    this.#wasConnected ||= this.state === 'connected';
    this.#remote = settled(this.#remote, this.#shown());
    this.#options.onChange();
  }

  #shown(): RemoteTrack[] {
    if (this.#handover?.isOver === false) return this.#handover.shown();
    const link = this.#subscriber.current ?? this.#subscriber.links[0];
    return link?.tracks().map(({ track }) => track) ?? [];
  }
}
