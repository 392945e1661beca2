import nodeDataChannel, { type PeerConnection, type Track } from 'node-datachannel';
import type { ConnectionStats } from '../engine.ts';
import type { NegotiatedLine } from '../wire/codecs.ts';
import { parseSdp, type Description, type MediaLine } from '../wire/sdp-offer.ts';
import { restateAnswer, restateOffer } from '../wire/sdp-restate.ts';
import { writeAnswer, writeOffer, type LocalTransport, type SentLine } from '../wire/sdp-write.ts';

/**
 * The border to libdatachannel (ICE, DTLS, SRTP). It gets descriptions that we wrote ourselves, never a browser's
 * text, and gives decrypted packets.
 *
 * Memory: a native object keeps the JavaScript functions it was given, and those keep whatever they close over, until
 * `close()` is called on it: on each track as well as on the connection. Both classes below drop all of them.
 */

export type ConnectionState = ConnectionStats['state'];

export interface TransportSettings {
  readonly port: number;
  readonly bindAddress: string;
  /** Attribute values for every description, e.g. `candidate:1 1 UDP …`. */
  readonly candidates: readonly string[];
  /** Learns the credentials of each connection; see edge/. */
  readonly onCredentials?: (iceUfrag: string, icePassword: string | undefined) => void;
}

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
  connection.onStateChange((state) => {
    if (isState(state)) onState(state);
  });
  return connection;
}

function localTransport(connection: PeerConnection, settings: TransportSettings): LocalTransport {
  const local = parseSdp(connection.localDescription()?.sdp ?? '');
  if (!local) throw new Error('libdatachannel made no local description');
  const { iceUfrag, icePassword, fingerprint, setup } = local;
  settings.onCredentials?.(iceUfrag, icePassword);
  return { iceUfrag, icePassword, fingerprint, setup, candidates: settings.candidates };
}

/** A track that can't be written to (not open yet, or closing) loses the packet, as a network would. */
function sendOn(track: Track | undefined, packet: Buffer): void {
  if (!track?.isOpen()) return;
  try {
    track.sendMessageBinary(packet);
  } catch {
    // The track closed between the two calls, which happen on different threads.
  }
}

/** Receives what one participant publishes. */
export class PublishingConnection {
  readonly answer: string;
  readonly #connection: PeerConnection;
  readonly #tracks: Track[] = [];
  readonly #settings: TransportSettings;
  readonly #ufrag: string;

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
      this.#tracks.push(track);
      track.onMessage(onPacket);
    });
    this.#connection.setRemoteDescription(restateOffer(offer, [...negotiated.values()]), 'offer');
    this.#connection.setLocalDescription('answer');
    const local = localTransport(this.#connection, settings);
    this.#ufrag = local.iceUfrag;
    this.answer = writeAnswer(offer.lines, negotiated, local);
  }

  /** RTCP back to the publisher. */
  send(packet: Buffer): void {
    sendOn(this.#tracks[0], packet);
  }

  close(): void {
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
  #lines: readonly SentLine[] = [];
  #ufrag: string | undefined;

  constructor(
    name: string,
    settings: TransportSettings,
    onRtcp: (mid: string, packet: Buffer) => void,
    onState: (state: ConnectionState) => void,
  ) {
    this.#settings = settings;
    this.#onRtcp = onRtcp;
    this.#connection = openConnection(name, settings, onState);
  }

  /** Our offer of these lines; earlier ones keep their places. */
  offer(lines: readonly SentLine[]): string {
    for (const line of lines) if (!this.#tracks.has(line.mid)) this.#add(line);
    this.#lines = lines;
    this.#connection.setLocalDescription('offer');
    const local = localTransport(this.#connection, this.#settings);
    this.#ufrag = local.iceUfrag;
    return writeOffer(lines, local);
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

  send(mid: string, packet: Buffer): void {
    sendOn(this.#tracks.get(mid), packet);
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
