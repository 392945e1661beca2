import nodeDataChannel, {
  type Audio,
  type PeerConnection,
  type RtcConfig,
  type Track,
  type Video,
} from 'node-datachannel';
import type { Ask } from '../report/rpc.ts';
import {
  audioPacketBytes,
  isRtcp,
  pictures,
  payloadTypes,
  transportWide,
  videoPacketBytes,
  wantsKeyFrame,
  writeHeader,
  writeStamp,
  writeVp8,
} from './packets.ts';
import type { Offered, ServerQuestions } from './questions.ts';

const audioEveryMs = 20;
/** A participant that was held up sends no more than this at once when it goes on. */
const maxFramesBehind = 3;

/**
 * No port is shared: a server that listens on one port tells its clients apart by their addresses, and so would we.
 */
const configuration = (bindAddress: string | undefined): RtcConfig => ({
  ...(bindAddress === undefined ? {} : { bindAddress }),
  iceServers: [],
  disableAutoNegotiation: true,
  forceMediaTransport: true,
});

const connectedOrFailed = (connection: PeerConnection): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.onStateChange((state) => {
      if (state === 'connected') resolve();
      else if (state === 'failed' || state === 'closed') reject(new Error(`a connection is ${state}`));
    });
  });

const describe = (connection: PeerConnection): string => connection.localDescription()?.sdp ?? '';

/** Offers transport-wide feedback, as browsers do. */
function reportArrivals(line: Audio | Video, payloadType: number): void {
  line.parseSdpLine(`a=extmap:${String(transportWide.id)} ${transportWide.uri}`);
  line.parseSdpLine(`a=rtcp-fb:${String(payloadType)} transport-cc`);
}

/** Where a participant is, and under which name. */
export interface Place {
  readonly ask: Ask<ServerQuestions>;
  readonly room: string;
  readonly name: string;
  /** Local address of its sockets; any when undefined. */
  readonly bindAddress: string | undefined;
  readonly picture: keyof typeof pictures;
}

/** One that publishes made-up sound and pictures and takes in those of the other. */
export class Participant {
  /** Tells this participant's packets from all others. */
  readonly number: number;
  readonly #place: Place;
  readonly #packetsPerFrame: number;
  readonly #frameEveryMs: number;
  readonly #onPacket: (packet: Buffer) => void;
  readonly #publisher: PeerConnection;
  #subscriber: PeerConnection;
  #subscriptions = 0;
  readonly #received: Track[] = [];
  #audio: Track | undefined;
  #video: Track | undefined;
  #keyFrameWanted = true;
  #frames = 0;
  #audioPackets = 0;
  #videoPackets = 0;
  #nextFrameAt = 0;
  #nextAudioAt = 0;
  readonly #audioPacket = Buffer.alloc(audioPacketBytes);
  readonly #videoPacket = Buffer.alloc(videoPacketBytes);

  constructor(place: Place, number: number, onPacket: (packet: Buffer) => void) {
    this.#place = place;
    this.#packetsPerFrame = pictures[place.picture].packetsPerFrame;
    this.#frameEveryMs = 1_000 / pictures[place.picture].framesPerSecond;
    this.number = number;
    this.#onPacket = onPacket;
    this.#publisher = new nodeDataChannel.PeerConnection('publisher', configuration(place.bindAddress));
    this.#subscriber = new nodeDataChannel.PeerConnection('subscriber', configuration(place.bindAddress));
  }

  /** Packets sent so far. */
  get sent(): number {
    return this.#audioPackets + this.#videoPackets;
  }

  async publish(): Promise<void> {
    const audio = new nodeDataChannel.Audio('0', 'SendOnly');
    audio.addOpusCodec(payloadTypes.audio);
    reportArrivals(audio, payloadTypes.audio);
    audio.addSSRC(this.number * 2 + 1, 'bench');
    const video = new nodeDataChannel.Video('1', 'SendOnly');
    video.addVP8Codec(payloadTypes.video);
    reportArrivals(video, payloadTypes.video);
    video.addSSRC(this.number * 2 + 2, 'bench');
    this.#audio = this.#publisher.addTrack(audio);
    this.#video = this.#publisher.addTrack(video);
    this.#video.onMessage((packet) => {
      if (isRtcp(packet) && wantsKeyFrame(packet)) this.#keyFrameWanted = true;
    });
    const connected = connectedOrFailed(this.#publisher);
    this.#publisher.setLocalDescription('offer');
    const { sdp } = await this.#place.ask('publish', {
      ...this.#whose('p'),
      sdp: describe(this.#publisher),
      lines: [
        { mid: '0', source: 'microphone' },
        { mid: '1', source: 'camera' },
      ],
    });
    this.#publisher.setRemoteDescription(sdp, 'answer');
    await connected;
    const now = performance.now();
    // Participants don't send in step.
    this.#nextFrameAt = now + ((this.number * 7.3) % this.#frameEveryMs);
    this.#nextAudioAt = now + ((this.number * 3.1) % audioEveryMs);
  }

  #whose(kind: 'p' | 's'): { room: string; participant: string; connectionId: string } {
    return {
      room: this.#place.room,
      participant: this.#place.name,
      connectionId: `${kind}${String(this.number)}-${String(this.#subscriptions)}`,
    };
  }

  /**
   * A second try is for what browsers' clients mend the same way: without a network between the two, the handshake can
   * outrun the library's taking note of the certificate that our answer names, and is then refused.
   */
  async subscribe(): Promise<void> {
    try {
      await this.#subscribeOnce();
    } catch {
      this.#subscriber.close();
      this.#subscriber = new nodeDataChannel.PeerConnection(
        'subscriber',
        configuration(this.#place.bindAddress),
      );
      await this.#subscribeOnce();
    }
  }

  async #subscribeOnce(): Promise<void> {
    this.#subscriptions += 1;
    this.#subscriber.onTrack((track) => {
      this.#received.push(track);
      track.onMessage((packet) => {
        if (!isRtcp(packet)) this.#onPacket(packet);
      });
    });
    const connected = connectedOrFailed(this.#subscriber);
    await this.#place.ask('subscribe', this.#whose('s'));
    await connected;
  }

  async offered({ sdp, revision }: Offered): Promise<void> {
    this.#subscriber.setRemoteDescription(sdp, 'offer');
    this.#subscriber.setLocalDescription('answer');
    await this.#place.ask('answer', { ...this.#whose('s'), revision, sdp: describe(this.#subscriber) });
  }

  /** Sends what is due. */
  tick(now: number): void {
    if (this.#nextFrameAt === 0) return;
    if (now - this.#nextFrameAt > maxFramesBehind * this.#frameEveryMs) this.#nextFrameAt = now;
    if (now - this.#nextAudioAt > maxFramesBehind * this.#frameEveryMs) this.#nextAudioAt = now;
    for (; this.#nextAudioAt <= now; this.#nextAudioAt += audioEveryMs) this.#sendAudio();
    for (; this.#nextFrameAt <= now; this.#nextFrameAt += this.#frameEveryMs) this.#sendFrame();
  }

  #sendAudio(): void {
    if (!this.#audio?.isOpen()) return;
    const sequence = this.#audioPackets;
    writeHeader(this.#audioPacket, {
      payloadType: payloadTypes.audio,
      marker: false,
      sequence,
      timestamp: sequence * 960,
      ssrc: this.number * 2 + 1,
      transportSequence: this.sent,
    });
    this.#stamp(this.#audioPacket);
    this.#audioPackets += 1;
    this.#audio.sendMessageBinary(this.#audioPacket);
  }

  #sendFrame(): void {
    if (!this.#video?.isOpen()) return;
    const isKey = this.#keyFrameWanted;
    this.#keyFrameWanted = false;
    for (let part = 0; part < this.#packetsPerFrame; part += 1) {
      writeHeader(this.#videoPacket, {
        payloadType: payloadTypes.video,
        marker: part === this.#packetsPerFrame - 1,
        sequence: this.#videoPackets,
        timestamp: Math.round(this.#frames * this.#frameEveryMs * 90),
        ssrc: this.number * 2 + 2,
        transportSequence: this.sent,
      });
      writeVp8(this.#videoPacket, { picture: this.#frames, first: part === 0, isKey });
      this.#stamp(this.#videoPacket);
      this.#videoPackets += 1;
      this.#video.sendMessageBinary(this.#videoPacket);
    }
    this.#frames += 1;
  }

  #stamp(packet: Buffer): void {
    writeStamp(packet, { sender: this.number, index: this.sent, sentAt: performance.now() });
  }

  /** Closes the tracks first: each keeps the functions it was given until then. */
  close(): void {
    for (const track of [this.#audio, this.#video, ...this.#received.splice(0)]) track?.close();
    this.#publisher.close();
    this.#subscriber.close();
  }
}
