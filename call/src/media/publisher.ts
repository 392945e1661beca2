import type { IceServer, ProblemBody, PublishedLine } from '@parley/protocol';
import type { Answer } from '../signal/asks.ts';
import type { DeviceKind } from './capture.ts';
import { configuration, describing } from './descriptions.ts';
import type { Link } from './leg.ts';

/** Asks the server to take this offer. */
export type Publish = (offer: {
  readonly connectionId: string;
  readonly sdp: string;
  readonly lines: PublishedLine[];
}) => Promise<Answer>;

export type SentTracks = Readonly<Record<DeviceKind, MediaStreamTrack | undefined>>;

/** 720p at 30 frames a second is good at this rate and hardly better above it; bits per second. */
const maxBitrate: Readonly<Record<DeviceKind, number>> = { microphone: 48_000, camera: 2_500_000 };
const kinds = { microphone: 'audio', camera: 'video' } as const;

/**
 * The connection that sends microphone and camera. Both lines are there from the beginning, with or without a track,
 * so that switching, muting and stopping never need a new description.
 */
export class PublisherLink implements Link {
  readonly id: string;
  readonly connection: RTCPeerConnection;
  readonly exchange: Promise<ProblemBody | undefined>;
  readonly #lines: Readonly<Record<DeviceKind, RTCRtpTransceiver>>;

  constructor(id: string, iceServers: readonly IceServer[], tracks: SentTracks, publish: Publish) {
    this.id = id;
    this.connection = new RTCPeerConnection(configuration(iceServers));
    const line = (source: DeviceKind): RTCRtpTransceiver =>
      this.connection.addTransceiver(tracks[source] ?? kinds[source], {
        direction: 'sendonly',
        sendEncodings: [{ maxBitrate: maxBitrate[source] }],
      });
    this.#lines = { microphone: line('microphone'), camera: line('camera') };
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
    return (['microphone', 'camera'] as const).flatMap((source) => {
      const { mid } = this.#lines[source];
      return mid === null ? [] : [{ mid, source }];
    });
  }

  /** Sends this track from now on, or nothing. */
  async send(source: DeviceKind, track: MediaStreamTrack | undefined): Promise<void> {
    try {
      await this.#lines[source].sender.replaceTrack(track ?? null);
    } catch (error) {
      // Closed meanwhile, which makes it a matter of the next connection.
      if (this.connection.signalingState !== 'closed') throw error;
    }
  }

  close(): void {
    this.connection.close();
  }
}
