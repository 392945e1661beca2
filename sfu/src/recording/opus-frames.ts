import type { Frame, FrameMaker } from './frame.ts';
import type { TakenPacket } from './in-order.ts';

const track = { codec: 'opus' } as const;

/** RFC 7587: each packet is a frame. Packets without content (padding) carry none. */
export class OpusFrames implements FrameMaker {
  readonly needsKeyFrame = false;
  readonly #onFrame: (frame: Frame) => void;

  constructor(onFrame: (frame: Frame) => void) {
    this.#onFrame = onFrame;
  }

  take({ packet, payloadStart, payloadEnd, timestamp, arrivedAt }: TakenPacket): void {
    if (payloadEnd === payloadStart) return;
    this.#onFrame({
      data: packet,
      start: payloadStart,
      end: payloadEnd,
      timestamp,
      arrivedAt,
      keyFrame: true,
      track,
    });
  }
}
