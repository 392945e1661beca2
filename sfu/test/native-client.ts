import nodeDataChannel, { type PeerConnection, type Track } from 'node-datachannel';
import type { MediaEngine, MediaEngineEvents } from '../src/engine.ts';
import { isRtcp } from '../src/wire/rtp.ts';
import { rtpPacket, vp8Payload } from './packets.ts';

/**
 * A participant without a browser: publishes made-up Opus and VP8 packets, counts what it receives. Its connections
 * have ports of their own: two that share one port each could not talk to each other (libjuice tells clients apart by
 * their addresses).
 */

const configuration = {
  iceServers: [],
  bindAddress: '127.0.0.1',
  disableAutoNegotiation: true,
  forceMediaTransport: true,
};

const audioSsrc = 1_111;
const videoSsrc = 2_222;

/** Only the media port itself: the ways around it are tested elsewhere. */
const direct = (sdp: string): string => sdp.replaceAll(/a=candidate:[rt]\S* .*\r\n/g, '');

const settled = (connection: PeerConnection): string => connection.localDescription()?.sdp ?? '';

/** Drops every reference that the native side holds, so that the client itself does not grow (see sfu/README.md). */
function closeAll(connection: PeerConnection | undefined, tracks: Track[]): void {
  for (const track of tracks.splice(0)) track.close();
  connection?.close();
}

export class NativeClient {
  readonly #engine: MediaEngine;
  readonly #roomId: string;
  readonly #participantId: string;
  readonly #off: () => void;
  #connections = 0;
  #publisher: PeerConnection | undefined;
  #published: Track[] = [];
  #subscriber: PeerConnection | undefined;
  #subscribed: Track[] = [];
  #subscription = '';
  #sequence = 0;
  /** RTP packets received by payload type. */
  readonly received = new Map<number, number>();
  /** RTP sequence numbers received of each payload type, in order of arrival. */
  readonly sequences = new Map<number, number[]>();
  offers = 0;
  failures = 0;
  lines: MediaEngineEvents['offer']['lines'] = [];

  constructor(engine: MediaEngine, roomId: string, participantId: string) {
    this.#engine = engine;
    this.#roomId = roomId;
    this.#participantId = participantId;
    const isMine = (data: { roomId: string; participantId: string }) =>
      data.roomId === roomId && data.participantId === participantId;
    const offs = [
      engine.on('offer', (offer) => {
        if (isMine(offer)) void this.#answer(offer);
      }),
      engine.on('lines', (data) => {
        if (isMine(data)) this.lines = data.lines;
      }),
    ];
    this.#off = () => {
      for (const off of offs) off();
    };
  }

  /** Resolves once the connection is up. */
  publish(): Promise<void> {
    return this.#untilConnected(() => this.#publish());
  }

  /** Resolves once the connection is up. */
  subscribe(): Promise<void> {
    return this.#untilConnected(() => this.#subscribe());
  }

  /** A connection that fails is opened anew, as the engine's interface asks of its clients. */
  async #untilConnected(connect: () => Promise<boolean>): Promise<void> {
    for (let attempts = 1; !(await connect()); attempts += 1) {
      this.failures += 1;
      if (attempts === 5) throw new Error(`${this.#participantId} can't connect in ${this.#roomId}`);
    }
  }

  async #publish(): Promise<boolean> {
    const connection = new nodeDataChannel.PeerConnection('publisher', configuration);
    const audio = new nodeDataChannel.Audio('0', 'SendOnly');
    audio.addOpusCodec(111);
    audio.addSSRC(audioSsrc, 'client');
    const video = new nodeDataChannel.Video('1', 'SendOnly');
    video.addVP8Codec(96);
    video.addSSRC(videoSsrc, 'client');
    const before = { connection: this.#publisher, tracks: this.#published };
    this.#publisher = connection;
    this.#published = [connection.addTrack(audio), connection.addTrack(video)];
    for (const track of this.#published) track.onClosed(() => track.isClosed());
    const connected = comesUp(connection);
    connection.setLocalDescription('offer');
    this.#connections += 1;
    const result = await this.#engine.publish({
      roomId: this.#roomId,
      participantId: this.#participantId,
      connectionId: `p${String(this.#connections)}`,
      offer: settled(connection),
      lines: [
        { mid: '0', source: 'microphone' },
        { mid: '1', source: 'camera' },
      ],
    });
    if (!result.ok) throw new Error(result.code);
    connection.setRemoteDescription(direct(result.value.answer), 'answer');
    const isUp = await connected;
    closeAll(before.connection, before.tracks);
    return isUp;
  }

  async #subscribe(): Promise<boolean> {
    closeAll(this.#subscriber, this.#subscribed);
    const connection = new nodeDataChannel.PeerConnection('subscriber', configuration);
    this.#subscriber = connection;
    connection.onTrack((track) => {
      this.#subscribed.push(track);
      track.onClosed(() => track.isClosed());
      track.onMessage((packet) => this.#count(packet));
    });
    this.#connections += 1;
    this.#subscription = `s${String(this.#connections)}`;
    const connected = comesUp(connection);
    const result = await this.#engine.subscribe({
      roomId: this.#roomId,
      participantId: this.#participantId,
      connectionId: this.#subscription,
    });
    if (!result.ok) throw new Error(result.code);
    return connected;
  }

  async #answer(offer: MediaEngineEvents['offer']): Promise<void> {
    const connection = this.#subscriber;
    if (!connection || offer.connectionId !== this.#subscription) return;
    this.offers += 1;
    this.lines = offer.lines;
    connection.setRemoteDescription(direct(offer.sdp), 'offer');
    connection.setLocalDescription('answer');
    const { roomId, participantId, connectionId, revision } = offer;
    await this.#engine.answer({ roomId, participantId, connectionId, revision, sdp: settled(connection) });
  }

  #count(packet: Buffer): void {
    if (isRtcp(packet)) return;
    const payloadType = (packet[1] ?? 0) & 0x7f;
    this.received.set(payloadType, (this.received.get(payloadType) ?? 0) + 1);
    const sequences = this.sequences.get(payloadType) ?? [];
    this.sequences.set(payloadType, sequences);
    sequences.push(packet.readUInt16BE(2));
  }

  /** Sends one packet of audio and one video frame of one packet. */
  send(keyFrame: boolean): void {
    this.#sequence += 1;
    const [audio, video] = this.#published;
    const number = this.#sequence;
    if (audio?.isOpen())
      audio.sendMessageBinary(
        rtpPacket({
          payloadType: 111,
          sequence: number,
          timestamp: number * 960,
          ssrc: audioSsrc,
          payload: Buffer.alloc(80, number),
        }),
      );
    if (video?.isOpen())
      video.sendMessageBinary(
        rtpPacket({
          payloadType: 96,
          sequence: number,
          timestamp: number * 3_000,
          ssrc: videoSsrc,
          payload: vp8Payload(number, keyFrame, 1_000),
        }),
      );
  }

  close(): void {
    this.#off();
    closeAll(this.#publisher, this.#published);
    closeAll(this.#subscriber, this.#subscribed);
  }
}

const comesUp = (connection: PeerConnection): Promise<boolean> =>
  new Promise((resolve) => {
    connection.onStateChange((state) => {
      if (state === 'connected') resolve(true);
      else if (state === 'failed' || state === 'closed') resolve(false);
    });
  });
