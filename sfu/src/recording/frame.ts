import type { TakenPacket } from './in-order.ts';
import type { WebmTrack } from './webm.ts';

/** One picture, or a few milliseconds of sound, as a file holds it. */
export interface Frame {
  /** The bytes of the frame are those from `start` up to but not including `end`; they may be used again after they were taken. */
  readonly data: Buffer;
  readonly start: number;
  readonly end: number;
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
