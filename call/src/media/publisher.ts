import type { IceServer, ProblemBody, PublishedLine, TrackSource } from '@parley/protocol';
import type { Answer } from '../signal/asks.ts';
import { configuration, describing } from './descriptions.ts';
import type { Link } from './leg.ts';

/** Asks the server to take this offer. */
export type Publish = (offer: {
  readonly connectionId: string;
  readonly sdp: string;
  readonly lines: PublishedLine[];
}) => Promise<Answer>;

/** What this person may come to send, in the order of the lines, and what is sent of it now. */
export type SentTracks = ReadonlyMap<TrackSource, MediaStreamTrack | undefined>;

/**
 * Bits per second. 720p at 30 frames a second is good at the camera's rate and hardly better above it; a page of text
 * at 1080p is sharp within a second at the screen's. Where there is not enough for both, the screen gets the larger
 * part: the camera is an inset then.
 */
const encodings: Readonly<Record<TrackSource, RTCRtpEncodingParameters>> = {
  microphone: { maxBitrate: 48_000 },
  camera: { maxBitrate: 2_500_000 },
  screen: { maxBitrate: 3_000_000, maxFramerate: 15, priority: 'high' },
  'screen-audio': { maxBitrate: 96_000 },
};
/** For those who show the camera small: as high as a thumbnail is on a good display. */
const smallHeight = 240;
const smallEncoding: RTCRtpEncodingParameters = {
  active: false,
  maxBitrate: 200_000,
  maxFramerate: 15,
  scaleResolutionDownBy: 3,
};
const kinds = { microphone: 'audio', camera: 'video', screen: 'video', 'screen-audio': 'audio' } as const;

/** Which of the camera's two pictures anybody has a use for. */
export interface WantedPictures {
  readonly full: boolean;
  readonly small: boolean;
}
export const onlyFull: WantedPictures = { full: true, small: false };

/**
 * The connection that sends microphone, camera and, where they can be shared, the screen and its sound. All lines are
 * there from the beginning, with or without a track, so that switching, muting and stopping never need a new
 * description.
 */
export class PublisherLink implements Link {
  readonly id: string;
  readonly connection: RTCPeerConnection;
  readonly exchange: Promise<ProblemBody | undefined>;
  readonly #lines: ReadonlyMap<TrackSource, RTCRtpTransceiver>;
  /** The camera again, scaled down: layers of one line would leave out browsers and servers that know lines only. */
  readonly #small: RTCRtpTransceiver | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(id: string, iceServers: readonly IceServer[], tracks: SentTracks, publish: Publish) {
    this.id = id;
    this.connection = new RTCPeerConnection(configuration(iceServers));
    const line = (source: TrackSource, track: MediaStreamTrack | undefined): RTCRtpTransceiver =>
      this.connection.addTransceiver(track ?? kinds[source], {
        direction: 'sendonly',
        sendEncodings: [encodings[source]],
      });
    this.#lines = new Map([...tracks].map(([source, track]) => [source, line(source, track)]));
    if (tracks.has('camera'))
      this.#small = this.connection.addTransceiver(tracks.get('camera') ?? 'video', {
        direction: 'sendonly',
        sendEncodings: [smallEncoding],
      });
    this.exchange = this.#exchange(publish);
  }

  #exchange(publish: Publish): Promise<ProblemBody | undefined> {
    return describing(this.connection, async () => {
      await this.connection.setLocalDescription();
      const sdp = this.connection.localDescription?.sdp ?? '';
      const answer = await publish({ connectionId: this.id, sdp, lines: this.#published() });
      if (!answer.ok) return answer.problem;
      await this.connection.setRemoteDescription({ type: 'answer', sdp: answer.sdp ?? '' });
      return undefined;
    });
  }

  #published(): PublishedLine[] {
    const lines: PublishedLine[] = [...this.#lines].flatMap(([source, { mid }]) =>
      mid === null ? [] : [{ mid, source }],
    );
    const mid = this.#small?.mid;
    return mid ? [...lines, { mid, source: 'camera', layer: 'small' }] : lines;
  }

  /** Encodes what somebody has a use for, and nothing else. */
  want({ full, small }: WantedPictures): void {
    const camera = this.#lines.get('camera');
    this.#turn = this.#turn
      .then(() => camera && setActive(camera.sender, full))
      .then(() => this.#small && setActive(this.#small.sender, small, smallHeight))
      .catch((error: unknown) => this.#unlessClosed(error));
  }

  /** Closed meanwhile, which makes it a matter of the next connection. */
  #unlessClosed(error: unknown): void {
    if (this.connection.signalingState !== 'closed') throw error;
  }

  /** Sends this track from now on, or nothing. */
  async send(source: TrackSource, track: MediaStreamTrack | undefined): Promise<void> {
    try {
      await this.#lines.get(source)?.sender.replaceTrack(track ?? null);
      if (source === 'camera') await this.#small?.sender.replaceTrack(track ?? null);
    } catch (error) {
      this.#unlessClosed(error);
    }
  }

  close(): void {
    this.connection.close();
  }
}

/** @param height of the picture that is sent, in pixels; as captured when absent */
async function setActive(sender: RTCRtpSender, active: boolean, height?: number): Promise<void> {
  const parameters = sender.getParameters();
  const captured = sender.track?.getSettings().height;
  for (const encoding of parameters.encodings) {
    encoding.active = active;
    if (height !== undefined && captured) encoding.scaleResolutionDownBy = Math.max(1, captured / height);
  }
  await sender.setParameters(parameters);
}
