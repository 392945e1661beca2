import nodeDataChannel, { type PeerConnection, type Track } from 'node-datachannel';
import type { ConnectionStats } from '../engine.ts';
import type { NegotiatedLine } from '../wire/codecs.ts';
import { parseSdp, type Description, type MediaLine } from '../wire/sdp-offer.ts';
import { restateAnswer, restateOffer } from '../wire/sdp-restate.ts';
import { writeAnswer, writeOffer, type LocalTransport, type SentLine } from '../wire/sdp-write.ts';
import { nowMs } from './clock.ts';

/**
 * The border to libdatachannel (ICE, DTLS, SRTP). It gets descriptions that we wrote ourselves, never a browser's
 * text, and gives decrypted packets.
 *
 * Memory: a native object keeps the JavaScript functions it was given, and those keep whatever they close over, until
 * `close()` is called on it: on each track as well as on the connection. Both classes below drop all of them.
 * The wrappers must in turn outlive the native objects' last event, 'closed', which is what makes node-datachannel
 * forget them; collected earlier they leave dangling pointers behind. `alive` holds them until then.
 */

const alive = { connections: new Set<PeerConnection>(), tracks: new Set<Track>() };

/** Native objects that have not finished closing. */
export const nativeObjects = (): { connections: number; tracks: number } => ({
  connections: alive.connections.size,
  tracks: alive.tracks.size,
});

function keepUntilClosed(track: Track): void {
  alive.tracks.add(track);
  track.onClosed(() => {
    alive.tracks.delete(track);
  });
}

export type ConnectionState = ConnectionStats['state'];

export interface TransportSettings {
  readonly port: number;
  readonly bindAddress: string;
  /** Attribute values for every description, e.g. `candidate:1 1 UDP …`. */
  readonly candidates: readonly string[];
  /** The same for a client that is known to be behind TURN over TCP or TLS; see edge/. */
  readonly relayedCandidates: readonly string[];
  /**
   * Learns the credentials of each connection; see edge/. `onRepaired` is told from where a client sends requests that
   * libjuice would refuse on the media port.
   */
  readonly onCredentials?: (
    iceUfrag: string,
    icePassword: string | undefined,
    onRepaired?: (from: { readonly address: string; readonly port: number }, unanswered: number) => void,
  ) => void;
}

/** So long may a connection take from the first request that libjuice would have refused. */
const settlesWithinMs = 1_500;
/** Chrome asks every 50 ms while it has no way; a few answers may be on theirs. */
const maxUnanswered = 5;

const states = new Set<string>(['new', 'connecting', 'connected', 'disconnected', 'failed', 'closed']);
const isState = (state: string): state is ConnectionState => states.has(state);

function openConnection(
  name: string,
  settings: TransportSettings,
  onState: (state: ConnectionState) => void,
): PeerConnection {
  const connection = new nodeDataChannel.PeerConnection(name, {
    iceServers: [],
    bindAddress: settings.bindAddress,
    portRangeBegin: settings.port,
    portRangeEnd: settings.port,
    enableIceUdpMux: true,
    disableAutoNegotiation: true,
    forceMediaTransport: true,
  });
  alive.connections.add(connection);
  connection.onStateChange((state) => {
    if (state === 'closed') alive.connections.delete(connection);
    if (isState(state)) onState(state);
  });
  return connection;
}

function localTransport(connection: PeerConnection, candidates: readonly string[]): LocalTransport {
  const local = parseSdp(connection.localDescription()?.sdp ?? '');
  if (!local) throw new Error('libdatachannel made no local description');
  const { iceUfrag, icePassword, fingerprint, setup } = local;
  return { iceUfrag, icePassword, fingerprint, setup, candidates };
}

/** A track that can't be written to (not open yet, or closing) loses the packet, as a network would: false. */
function sendOn(track: Track | undefined, packet: Buffer): boolean {
  if (!track?.isOpen()) return false;
  try {
    return track.sendMessageBinary(packet);
  } catch {
    // The track closed between the two calls, which happen on different threads.
    return false;
  }
}

/** Receives what one participant publishes. */
export class PublishingConnection {
  readonly answer: string;
  readonly #connection: PeerConnection;
  readonly #tracks: Track[] = [];
  readonly #settings: TransportSettings;
  readonly #ufrag: string;
  #closed = false;

  constructor(
    name: string,
    settings: TransportSettings,
    offer: Description,
    negotiated: ReadonlyMap<string, NegotiatedLine>,
    onPacket: (packet: Buffer) => void,
    onState: (state: ConnectionState) => void,
  ) {
    this.#settings = settings;
    this.#connection = openConnection(name, settings, onState);
    this.#connection.onTrack((track) => {
      keepUntilClosed(track);
      // Tracks are told of asynchronously, and may come after the end.
      if (this.#closed) {
        track.close();
        return;
      }
      this.#tracks.push(track);
      track.onMessage(onPacket);
    });
    const local = this.#accept(restateOffer(offer, [...negotiated.values()]));
    settings.onCredentials?.(local.iceUfrag, local.icePassword);
    this.#ufrag = local.iceUfrag;
    this.answer = writeAnswer(offer.lines, negotiated, local);
  }

  #accept(offer: string): LocalTransport {
    try {
      this.#connection.setRemoteDescription(offer, 'offer');
      this.#connection.setLocalDescription('answer');
      return localTransport(this.#connection, this.#settings.candidates);
    } catch (error) {
      this.#connection.close();
      throw error;
    }
  }

  /** RTCP back to the publisher. */
  send(packet: Buffer): void {
    sendOn(this.#tracks[0], packet);
  }

  close(): void {
    this.#closed = true;
    this.#settings.onCredentials?.(this.#ufrag, undefined);
    for (const track of this.#tracks.splice(0)) track.close();
    this.#connection.close();
  }
}

/** Sends to one subscriber. */
export class SubscribingConnection {
  readonly #connection: PeerConnection;
  readonly #tracks = new Map<string, Track>();
  readonly #settings: TransportSettings;
  readonly #onRtcp: (mid: string, packet: Buffer) => void;
  readonly #onState: (state: ConnectionState) => void;
  readonly #relayed: boolean;
  #lines: readonly SentLine[] = [];
  #ufrag: string | undefined;
  #repairedSince: number | undefined;
  #misled = false;

  /** @param relayed whether the client is known to be behind TURN over TCP or TLS */
  constructor(
    name: string,
    settings: TransportSettings,
    relayed: boolean,
    onRtcp: (mid: string, packet: Buffer) => void,
    onState: (state: ConnectionState) => void,
  ) {
    this.#settings = settings;
    this.#relayed = relayed;
    this.#onState = onState;
    this.#onRtcp = onRtcp;
    this.#connection = openConnection(name, settings, onState);
  }

  /** Our offer of these lines; earlier ones keep their places. */
  offer(lines: readonly SentLine[]): string {
    for (const line of lines) if (!this.#tracks.has(line.mid)) this.#add(line);
    this.#lines = lines;
    this.#connection.setLocalDescription('offer');
    const { candidates, relayedCandidates } = this.#settings;
    const local = localTransport(this.#connection, this.#relayed ? relayedCandidates : candidates);
    this.#settings.onCredentials?.(local.iceUfrag, local.icePassword, (from, unanswered) => {
      this.#checkWay(from, unanswered);
    });
    this.#ufrag = local.iceUfrag;
    return writeOffer(lines, local);
  }

  /** Whether the client turned out to be behind TURN over TCP or TLS, and the connection to be useless therefore. */
  get misled(): boolean {
    return this.#misled;
  }

  /**
   * Being the controlling side, libjuice settles on the first way that answers, also when that is straight to a relay
   * from which it refuses the client's own requests: ICE then succeeds here and DTLS never comes through.
   *
   * What it says it settled on can't be trusted. The client's first requests mostly come before its answer, and the
   * answer takes the place of the addresses that they came from, which the pairs made until then still point to. The way
   * that is named is then another one, and where that is the client's good way, even the answers to its requests go
   * astray, so two more signs count: that nothing has come of the connection, and requests without answers.
   */
  #checkWay(from: { readonly address: string; readonly port: number }, unanswered: number): void {
    if (this.#misled || this.#relayed) return;
    this.#repairedSince ??= nowMs();
    const remote = this.#connection.getSelectedCandidatePair()?.remote;
    const isStraight = remote?.address === from.address && remote.port === from.port;
    const isLate =
      nowMs() - this.#repairedSince > settlesWithinMs && this.#connection.state() !== 'connected';
    if (!isStraight && !isLate && unanswered < maxUnanswered) return;
    this.#misled = true;
    this.#onState('failed');
  }

  #add(line: SentLine): void {
    const audio = line.kind === 'audio';
    const media = audio
      ? new nodeDataChannel.Audio(line.mid, 'SendOnly')
      : new nodeDataChannel.Video(line.mid, 'SendOnly');
    if (media instanceof nodeDataChannel.Audio) media.addOpusCodec(111);
    else media.addVP8Codec(96);
    media.addSSRC(line.ssrc, 'parley');
    const track = this.#connection.addTrack(media);
    keepUntilClosed(track);
    track.onMessage((packet) => {
      this.#onRtcp(line.mid, packet);
    });
    this.#tracks.set(line.mid, track);
  }

  /** False when the browser's answer does not fit. */
  answer(sdp: string): boolean {
    const description = parseSdp(sdp);
    if (!description || !fits(description.lines, this.#lines)) return false;
    try {
      this.#connection.setRemoteDescription(restateAnswer(description, this.#lines), 'answer');
      return true;
    } catch {
      return false;
    }
  }

  /** False when the packet was lost here. */
  send(mid: string, packet: Buffer): boolean {
    return sendOn(this.#tracks.get(mid), packet);
  }

  close(): void {
    if (this.#ufrag) this.#settings.onCredentials?.(this.#ufrag, undefined);
    for (const track of this.#tracks.values()) track.close();
    this.#tracks.clear();
    this.#connection.close();
  }
}

const fits = (answered: readonly MediaLine[], offered: readonly SentLine[]): boolean =>
  answered.length === offered.length && answered.every((line, index) => line.mid === offered[index]?.mid);
