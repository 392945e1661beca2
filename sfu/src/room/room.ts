import type {
  EngineResult,
  MediaEngineEvents,
  PublishedLine,
  RoomRules,
  RoomStats,
  TrackRef,
  TrackSize,
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
import {
  closeSubscriber,
  newTrack,
  type ParticipantEntry,
  type PublisherEntry,
  type RoomTrack,
  type SubscriberEntry,
} from './entries.ts';
import { Layers } from './layers.ts';
import { limitPublishers } from './limits.ts';
import { Publisher, type SourceLine } from './publisher.ts';
import { kindOf, Rules, trackKey } from './rules.ts';
import type { Passage, Source } from './source.ts';
import { roomStats } from './stats.ts';
import { RoomRecording } from './recording.ts';
import { Subscriber } from './subscriber.ts';

export interface RoomPorts {
  readonly settings: TransportSettings;
  readonly preferredVideoCodec: 'VP8' | 'H264';
  readonly counters: Counters;
  readonly now: () => number;
  readonly random: () => number;
  readonly emit: <K extends keyof MediaEngineEvents>(event: K, data: MediaEngineEvents[K]) => void;
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
  /** The tracks by what feeds them, for the packet path. */
  readonly #fed = new Map<Source, RoomTrack>();
  readonly #layers: Layers;
  #rules: Rules;
  readonly #recording: RoomRecording;
  #limitsAt = 0;

  constructor(id: string, rules: RoomRules, ports: RoomPorts) {
    this.id = id;
    this.#rules = new Rules(rules);
    this.#ports = ports;
    this.#layers = new Layers({
      participants: this.#participants,
      tracks: this.#tracks,
      flows: (subscriberId, track) => this.#rules.flows(subscriberId, track),
      counts: (subscriberId) => this.#rules.takesPart(subscriberId),
      onWanted: ({ ref, wanted }) => ports.emit('wanted', { roomId: id, track: ref, ...wanted }),
    });
    this.#recording = new RoomRecording(id, this.#tracks, ports.emit);
    this.#recording.apply(this.#rules);
  }

  /** Older versions than the one in force are ignored. */
  apply(rules: RoomRules): void {
    if (rules.version < this.#rules.version) return;
    this.#rules = new Rules(rules);
    this.#recording.apply(this.#rules);
    for (const [id, { subscriber, formerSubscriber }] of this.#participants)
      for (const entry of [subscriber, formerSubscriber].filter((one) => one !== undefined)) {
        if (entry.lines.keepOnly((of) => this.#rules.shows(id, of), this.#ports.now()))
          this.#tellLines(id, entry);
        this.#carry(id, entry);
      }
  }

  #enforce(subscriberId: string, { lines }: SubscriberEntry): void {
    const now = this.#ports.now();
    for (const { track, line } of lines.tracks())
      line.setOpen(this.#rules.flows(subscriberId, track) && this.#layers.isShown(subscriberId, track), now);
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
    const lines: SourceLine[] = [];
    for (const { mid, source, layer } of wanted) {
      const offered = description.lines.find(
        (line) => line.mid === mid && line.kind === kindOf({ source }) && !line.rejected,
      );
      const line = offered && negotiate(offered, this.#ports.preferredVideoCodec);
      if (!line) continue;
      negotiated.set(mid, line);
      lines.push({ source, layer, line });
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
    lines: readonly SourceLine[],
  ): PublisherEntry | undefined {
    const { counters, settings, now, random } = this.#ports;
    const media = new Publisher(
      lines,
      1 + Math.floor(random() * 0xfffffffe),
      {
        send: (packet) => {
          entry?.connection.send(packet);
        },
        forward: (from, passage) => {
          this.#forward(from, passage);
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
      if (known) this.#unfeed(known);
      const track: RoomTrack = known ?? newTrack(ref, stream);
      track.source = stream;
      track.small = entry.media.small.get(source);
      this.#recording.judge(track, this.#rules);
      this.#tracks.set(trackKey(ref), track);
      this.#fed.set(stream, track);
      if (track.small) this.#fed.set(track.small, track);
    }
    this.#carryEverywhere();
  }

  #unfeed({ source, small }: RoomTrack): void {
    this.#fed.delete(source);
    if (small) this.#fed.delete(small);
  }

  #removeTrack(ref: TrackRef): void {
    const track = this.#tracks.get(trackKey(ref));
    if (!track) return;
    this.#tracks.delete(trackKey(ref));
    this.#unfeed(track);
    this.#recording.endTake(ref);
    for (const [id, participant] of this.#participants)
      for (const entry of [participant.subscriber, participant.formerSubscriber])
        if (entry?.lines.drop(ref, this.#ports.now())) this.#tellLines(id, entry);
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
    for (const track of this.#tracks.values()) {
      if (!this.#reaches(subscriberId, track)) continue;
      const feeding = entry.lines.lineOf(track.ref)?.source;
      // Which of its pictures a line carries is not decided here.
      if (feeding && (feeding === track.source || feeding === track.small)) continue;
      const source = this.#layers.sourceFor(subscriberId, track, now);
      const outcome = entry.lines.carry(track.ref, source, now);
      if (outcome === 'added' || change === 'kept') change = outcome;
    }
    this.#enforce(subscriberId, entry);
    if (change === 'added') this.#offer(subscriberId, entry);
    else if (change === 'assigned') this.#tellLines(subscriberId, entry);
  }

  #reaches(subscriberId: string, { ref }: RoomTrack): boolean {
    return ref.participantId !== subscriberId && this.#rules.shows(subscriberId, ref.participantId);
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
    closeSubscriber(participant.formerSubscriber);
    if (participant.subscriber) participant.formerSubscriber = participant.subscriber;
    participant.subscriber = entry;
    for (const track of this.#tracks.values())
      if (this.#reaches(participantId, track))
        lines.carry(track.ref, this.#layers.sourceFor(participantId, track, now()), now());
    this.#enforce(participantId, entry);
    this.#offer(participantId, entry);
    return done;
  }

  #subscriberState(participantId: string, entry: SubscriberEntry, state: ConnectionState): void {
    entry.state = state;
    const participant = this.#participants.get(participantId);
    if (participant?.subscriber !== entry) return;
    if (entry.connection.misled) participant.relayed = true;
    if (state === 'connected') {
      closeSubscriber(participant.formerSubscriber);
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

  /** How large this participant shows the pictures of others. */
  resize(participantId: string, sizes: readonly TrackSize[]): EngineResult<void> {
    this.#layers.resize(participantId, sizes);
    const { subscriber, formerSubscriber } = this.#participants.get(participantId) ?? {};
    for (const entry of [subscriber, formerSubscriber]) if (entry) this.#enforce(participantId, entry);
    this.#layers.tick(this.#ports.now());
    return done;
  }

  remove(participantId: string): void {
    const participant = this.#participants.get(participantId);
    if (!participant) return;
    this.#participants.delete(participantId);
    this.#layers.forget(participantId);
    for (const { ref } of [...this.#tracks.values()])
      if (ref.participantId === participantId) this.#removeTrack(ref);
    participant.publisher?.connection.close();
    participant.nextPublisher?.connection.close();
    closeSubscriber(participant.subscriber);
    closeSubscriber(participant.formerSubscriber);
  }

  #forward(from: Source, passage: Passage): void {
    const track = this.#fed.get(from);
    if (!track) return;
    if (track.state !== 'flowing') {
      track.state = 'flowing';
      this.#ports.emit('track', { roomId: this.id, track: track.ref, state: 'flowing' });
    }
    if (track.recorded && !from.isSmall) this.#recording.receive(track, passage);
    for (const { subscriber, formerSubscriber } of this.#participants.values()) {
      subscriber?.lines.forward(from, passage);
      formerSubscriber?.lines.forward(from, passage);
    }
  }

  /** Every few milliseconds: feedback, reports, limits. */
  tick(now: number): void {
    for (const { publisher, nextPublisher, subscriber } of this.#participants.values()) {
      publisher?.media.tick(now);
      nextPublisher?.media.tick(now);
      subscriber?.lines.tick(now);
    }
    this.#recording.tick(now);
    if (now - this.#limitsAt < limitEveryMs) return;
    this.#limitsAt = now;
    this.#layers.tick(now);
    limitPublishers(this.#participants);
    this.#noticeSilence(now);
  }

  #noticeSilence(now: number): void {
    for (const track of this.#tracks.values()) {
      const lastArrival = Math.max(track.source.lastArrival, track.small?.lastArrival ?? 0);
      if (track.state !== 'flowing' || now - lastArrival < silentAfterMs) continue;
      // A browser that knows that its track is muted has every reason to send nothing.
      if (![...this.#participants.keys()].some((id) => this.#rules.flows(id, track.ref))) continue;
      track.state = 'silent';
      this.#ports.emit('track', { roomId: this.id, track: track.ref, state: 'silent' });
    }
  }

  stats(): RoomStats {
    return roomStats(this.#participants, this.#tracks.values());
  }

  /** Resolves when the files of its recordings are complete; everything else is over at once. */
  async close(): Promise<void> {
    for (const id of [...this.#participants.keys()]) this.remove(id);
    await this.#recording.close();
    this.#ports.emit('closed', { roomId: this.id });
  }
}
