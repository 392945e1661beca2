import type {
  EngineResult,
  MediaEngineEvents,
  PublishedLine,
  RoomRules,
  RoomStats,
  TrackRef,
  TrackSource,
} from '../engine.ts';
import { negotiate, type NegotiatedLine } from '../wire/codecs.ts';
import { parseSdp } from '../wire/sdp-offer.ts';
import {
  PublishingConnection,
  SubscribingConnection,
  type ConnectionState,
  type TransportSettings,
} from './connections.ts';
import type { Counters } from './counters.ts';
import { Publisher } from './publisher.ts';
import { kindOf, Rules, trackKey } from './rules.ts';
import type { Passage, Source } from './source.ts';
import { roomStats } from './stats.ts';
import { Subscriber } from './subscriber.ts';

export interface RoomPorts {
  readonly settings: TransportSettings;
  readonly preferredVideoCodec: 'VP8' | 'H264';
  readonly counters: Counters;
  readonly now: () => number;
  readonly random: () => number;
  readonly emit: <K extends keyof MediaEngineEvents>(event: K, data: MediaEngineEvents[K]) => void;
}

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
  source: Source;
  /** Last told state. */
  state: 'flowing' | 'silent' | undefined;
}

const failed = <T>(code: 'sdp-invalid' | 'connection-unknown'): EngineResult<T> => ({ ok: false, code });
const done: EngineResult<void> = { ok: true, value: undefined };
const limitEveryMs = 200;
const silentAfterMs = 2_000;

/** Who sends what to whom in one room, and what the rules let through. */
export class Room {
  readonly id: string;
  readonly #ports: RoomPorts;
  readonly #participants = new Map<string, ParticipantEntry>();
  readonly #tracks = new Map<string, RoomTrack>();
  #rules: Rules;
  #limitsAt = 0;

  constructor(id: string, rules: RoomRules, ports: RoomPorts) {
    this.id = id;
    this.#rules = new Rules(rules);
    this.#ports = ports;
  }

  /** Older versions than the one in force are ignored. */
  apply(rules: RoomRules): void {
    if (rules.version < this.#rules.version) return;
    this.#rules = new Rules(rules);
    for (const [id, { subscriber, formerSubscriber }] of this.#participants)
      for (const entry of [subscriber, formerSubscriber]) if (entry) this.#enforce(id, entry);
  }

  #enforce(subscriberId: string, { lines }: SubscriberEntry): void {
    const now = this.#ports.now();
    for (const { track, line } of lines.tracks()) line.setOpen(this.#rules.flows(subscriberId, track), now);
  }

  #participant(id: string): ParticipantEntry {
    const known = this.#participants.get(id);
    if (known) return known;
    const entry: ParticipantEntry = {};
    this.#participants.set(id, entry);
    return entry;
  }

  publish(
    participantId: string,
    connectionId: string,
    offer: string,
    wanted: readonly PublishedLine[],
  ): EngineResult<{ answer: string }> {
    const description = parseSdp(offer);
    if (!description) return failed('sdp-invalid');
    const negotiated = new Map<string, NegotiatedLine>();
    const lines: { source: TrackSource; line: NegotiatedLine }[] = [];
    for (const { mid, source } of wanted) {
      const offered = description.lines.find(
        (line) => line.mid === mid && line.kind === kindOf({ source }) && !line.rejected,
      );
      const line = offered && negotiate(offered, this.#ports.preferredVideoCodec);
      if (!line) continue;
      negotiated.set(mid, line);
      lines.push({ source, line });
    }
    if (lines.length === 0) return failed('sdp-invalid');
    const entry = this.#connectPublisher(participantId, connectionId, description, negotiated, lines);
    if (!entry) return failed('sdp-invalid');
    const participant = this.#participant(participantId);
    participant.nextPublisher?.connection.close();
    if (participant.publisher) participant.nextPublisher = entry;
    else this.#install(participantId, participant, entry);
    return { ok: true, value: { answer: entry.connection.answer } };
  }

  #connectPublisher(
    participantId: string,
    connectionId: string,
    description: NonNullable<ReturnType<typeof parseSdp>>,
    negotiated: ReadonlyMap<string, NegotiatedLine>,
    lines: readonly { source: TrackSource; line: NegotiatedLine }[],
  ): PublisherEntry | undefined {
    const { counters, settings, now, random } = this.#ports;
    const media = new Publisher(
      lines,
      1 + Math.floor(random() * 0xfffffffe),
      {
        send: (packet) => {
          entry?.connection.send(packet);
        },
        forward: (source, from, passage) => {
          this.#forward(participantId, source, from, passage);
        },
      },
      counters,
    );
    let entry: PublisherEntry | undefined;
    try {
      const connection = new PublishingConnection(
        `${this.id}/${participantId}/p`,
        settings,
        description,
        negotiated,
        (packet) => {
          media.receive(packet, now());
        },
        (state) => {
          if (entry) this.#publisherState(participantId, entry, state);
        },
      );
      entry = { connectionId, connection, media, state: 'new' };
    } catch {
      counters.add('sdp_refused');
    }
    return entry;
  }

  #publisherState(participantId: string, entry: PublisherEntry, state: ConnectionState): void {
    entry.state = state;
    const participant = this.#participants.get(participantId);
    if (!participant) return;
    if (state === 'connected' && participant.nextPublisher === entry) {
      delete participant.nextPublisher;
      this.#install(participantId, participant, entry);
    }
    if (participant.publisher === entry || participant.nextPublisher === entry)
      this.#tellState(participantId, entry.connectionId, 'publish', state);
  }

  /** Puts the connection in force: its sources feed their tracks from now on, and tracks it does not have are gone. */
  #install(participantId: string, participant: ParticipantEntry, entry: PublisherEntry): void {
    participant.publisher?.connection.close();
    participant.publisher = entry;
    const before = [...this.#tracks.values()].filter(({ ref }) => ref.participantId === participantId);
    for (const { ref } of before) if (!entry.media.sources.has(ref.source)) this.#removeTrack(ref);
    for (const [source, stream] of entry.media.sources) {
      const ref = { participantId, source };
      const known = this.#tracks.get(trackKey(ref));
      if (known) known.source = stream;
      else this.#tracks.set(trackKey(ref), { ref, source: stream, state: undefined });
    }
    this.#carryEverywhere();
  }

  #removeTrack(ref: TrackRef): void {
    if (!this.#tracks.delete(trackKey(ref))) return;
    const now = this.#ports.now();
    for (const [id, participant] of this.#participants)
      for (const entry of [participant.subscriber, participant.formerSubscriber])
        if (entry?.lines.drop(ref, now)) this.#tellLines(id, entry);
    this.#ports.emit('track', { roomId: this.id, track: ref, state: 'gone' });
  }

  /** Gives every track a line at every subscriber, and tells those for whom something changed. */
  #carryEverywhere(): void {
    for (const [id, { subscriber, formerSubscriber }] of this.#participants)
      for (const entry of [subscriber, formerSubscriber]) if (entry) this.#carry(id, entry);
  }

  #carry(subscriberId: string, entry: SubscriberEntry): void {
    const now = this.#ports.now();
    let change: 'kept' | 'assigned' | 'added' = 'kept';
    for (const { ref, source } of this.#tracks.values()) {
      if (ref.participantId === subscriberId) continue;
      const outcome = entry.lines.carry(ref, source, now);
      if (outcome === 'added' || change === 'kept') change = outcome;
    }
    this.#enforce(subscriberId, entry);
    if (change === 'added') this.#offer(subscriberId, entry);
    else if (change === 'assigned') this.#tellLines(subscriberId, entry);
  }

  subscribe(participantId: string, connectionId: string): EngineResult<void> {
    const { counters, settings, now, random } = this.#ports;
    const participant = this.#participant(participantId);
    const lines = new Subscriber((mid, packet) => entry.connection.send(mid, packet), counters, random);
    const connection = new SubscribingConnection(
      `${this.id}/${participantId}/s`,
      settings,
      participant.relayed ?? false,
      (mid, packet) => {
        lines.receiveRtcp(mid, packet, now());
      },
      (state) => {
        this.#subscriberState(participantId, entry, state);
      },
    );
    const entry: SubscriberEntry = { connectionId, connection, lines, revision: 0, state: 'new' };
    this.#closeSubscriber(participant.formerSubscriber);
    if (participant.subscriber) participant.formerSubscriber = participant.subscriber;
    participant.subscriber = entry;
    for (const { ref, source } of this.#tracks.values())
      if (ref.participantId !== participantId) lines.carry(ref, source, now());
    this.#enforce(participantId, entry);
    this.#offer(participantId, entry);
    return done;
  }

  #closeSubscriber(entry: SubscriberEntry | undefined): void {
    entry?.connection.close();
    entry?.lines.close();
  }

  #subscriberState(participantId: string, entry: SubscriberEntry, state: ConnectionState): void {
    entry.state = state;
    const participant = this.#participants.get(participantId);
    if (participant?.subscriber !== entry) return;
    if (entry.connection.misled) participant.relayed = true;
    if (state === 'connected') {
      this.#closeSubscriber(participant.formerSubscriber);
      delete participant.formerSubscriber;
      // What was sent before the path was open is lost; a decoder needs something to begin with.
      for (const { line } of entry.lines.tracks())
        if (line.open) line.source?.wantKeyFrame(this.#ports.now());
    }
    this.#tellState(participantId, entry.connectionId, 'subscribe', state);
  }

  #tellState(
    participantId: string,
    connectionId: string,
    direction: 'publish' | 'subscribe',
    state: ConnectionState,
  ): void {
    this.#ports.emit('connection', { roomId: this.id, participantId, connectionId, direction, state });
  }

  #offer(participantId: string, entry: SubscriberEntry): void {
    entry.revision += 1;
    this.#ports.emit('offer', {
      roomId: this.id,
      participantId,
      connectionId: entry.connectionId,
      revision: entry.revision,
      sdp: entry.connection.offer(entry.lines.lines.map(({ facts }) => facts)),
      lines: entry.lines.describe(),
    });
  }

  #tellLines(participantId: string, { connectionId, lines }: SubscriberEntry): void {
    this.#ports.emit('lines', { roomId: this.id, participantId, connectionId, lines: lines.describe() });
  }

  answer(participantId: string, connectionId: string, revision: number, sdp: string): EngineResult<void> {
    const entry = this.#participants.get(participantId)?.subscriber;
    if (entry?.connectionId !== connectionId) return failed('connection-unknown');
    // The answer to an offer that a newer one has overtaken; the newer one's answer follows.
    if (entry.revision !== revision) return done;
    return entry.connection.answer(sdp) ? done : failed('sdp-invalid');
  }

  remove(participantId: string): void {
    const participant = this.#participants.get(participantId);
    if (!participant) return;
    this.#participants.delete(participantId);
    for (const { ref } of [...this.#tracks.values()])
      if (ref.participantId === participantId) this.#removeTrack(ref);
    participant.publisher?.connection.close();
    participant.nextPublisher?.connection.close();
    this.#closeSubscriber(participant.subscriber);
    this.#closeSubscriber(participant.formerSubscriber);
  }

  #forward(participantId: string, source: TrackSource, from: Source, passage: Passage): void {
    const key = trackKey({ participantId, source });
    const track = this.#tracks.get(key);
    if (track?.source !== from) return;
    if (track.state !== 'flowing') {
      track.state = 'flowing';
      this.#ports.emit('track', { roomId: this.id, track: track.ref, state: 'flowing' });
    }
    for (const { subscriber, formerSubscriber } of this.#participants.values()) {
      subscriber?.lines.lineOf(track.ref)?.forward(from, passage);
      formerSubscriber?.lines.lineOf(track.ref)?.forward(from, passage);
    }
  }

  /** Every few milliseconds: feedback, reports, limits. */
  tick(now: number): void {
    for (const { publisher, nextPublisher, subscriber } of this.#participants.values()) {
      publisher?.media.tick(now);
      nextPublisher?.media.tick(now);
      subscriber?.lines.tick(now);
    }
    if (now - this.#limitsAt < limitEveryMs) return;
    this.#limitsAt = now;
    this.#limitPublishers();
    this.#noticeSilence(now);
  }

  /** Each publisher is asked for no more than the slowest subscriber of its pictures can take. */
  #limitPublishers(): void {
    for (const [id, { publisher }] of this.#participants) {
      if (!publisher) continue;
      const shares: number[] = [];
      for (const { subscriber } of this.#participants.values()) {
        if (subscriber?.state !== 'connected') continue;
        for (const { track, line } of subscriber.lines.tracks()) {
          if (track.participantId !== id || !line.open || line.facts.kind !== 'video') continue;
          const share = subscriber.lines.videoShare();
          if (share !== undefined) shares.push(share);
        }
      }
      const videos = [...publisher.media.sources.values()].filter(({ line }) => line.kind === 'video').length;
      publisher.media.limit(
        shares.length === 0 ? undefined : Math.min(...shares) * Math.max(1, videos) + 50_000,
      );
    }
  }

  #noticeSilence(now: number): void {
    for (const track of this.#tracks.values()) {
      if (track.state !== 'flowing' || now - track.source.lastArrival < silentAfterMs) continue;
      // A browser that knows that its track is muted has every reason to send nothing.
      if (![...this.#participants.keys()].some((id) => this.#rules.flows(id, track.ref))) continue;
      track.state = 'silent';
      this.#ports.emit('track', { roomId: this.id, track: track.ref, state: 'silent' });
    }
  }

  stats(): RoomStats {
    return roomStats(this.#participants, this.#tracks.values());
  }

  close(): void {
    for (const id of [...this.#participants.keys()]) this.remove(id);
  }
}
