import type { CodecName } from '../wire/codecs.ts';
import type { Frame, FrameMaker } from './frame.ts';
import { H264Frames } from './h264-frames.ts';
import { OpusFrames } from './opus-frames.ts';
import { Vp8Frames } from './vp8-frames.ts';

/** What makes frames of this codec's packets. */
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
