import type { CodecName } from '../wire/codecs.ts';
import { H264Frames } from './h264-frames.ts';
import type { TakenPacket } from './in-order.ts';
import { OpusFrames } from './opus-frames.ts';
import { Vp8Frames } from './vp8-frames.ts';
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

export function frameMaker(codec: CodecName, onFrame: (frame: Frame) => void): FrameMaker {
  switch (codec) {
    case 'opus':
      return new OpusFrames(onFrame);
    case 'vp8':
      return new Vp8Frames(onFrame);
    case 'h264':
      return new H264Frames(onFrame);
  }
}
