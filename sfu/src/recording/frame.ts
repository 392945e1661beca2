import type { TakenPacket } from './in-order.ts';
import type { WebmTrack } from './webm.ts';

/** One picture, or a few milliseconds of sound, as a file holds it. */
export interface Frame {
  /** May be used again after it was taken. */
  readonly data: Buffer;
  readonly timestamp: number;
  readonly arrivedAt: number;
  readonly keyFrame: boolean;
  /** With a key frame: what the track is from here on. */
  readonly track: WebmTrack | undefined;
}

/** Makes frames of packets in order. */
export interface FrameMaker {
  take(packet: TakenPacket, afterLoss: boolean): void;
  /** Nothing can be made before the next key frame. */
  readonly needsKeyFrame: boolean;
}
