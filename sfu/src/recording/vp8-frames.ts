import { emptyDescriptor, parseVp8 } from '../wire/vp8.ts';
import { FrameBuffer } from './frame-buffer.ts';
import type { Frame, FrameMaker } from './frame.ts';
import type { TakenPacket } from './in-order.ts';

/** RFC 7741: the payload descriptors go, the rest of all packets with one timestamp is the frame. */
export class Vp8Frames implements FrameMaker {
  readonly #onFrame: (frame: Frame) => void;
  readonly #descriptor = emptyDescriptor();
  readonly #buffer = new FrameBuffer();
  #timestamp: number | undefined;
  #keyFrame = false;
  needsKeyFrame = true;

  constructor(onFrame: (frame: Frame) => void) {
    this.#onFrame = onFrame;
  }

  take(taken: TakenPacket, afterLoss: boolean): void {
    const { packet, payloadStart, payloadEnd, timestamp } = taken;
    // What decoders build on is missing: everything until the next key frame would be smeared.
    if (afterLoss) this.#giveUp();
    if (payloadStart === payloadEnd) return;
    if (!parseVp8(packet, payloadStart, payloadEnd, this.#descriptor)) {
      this.#giveUp();
      return;
    }
    const { frameStart, keyFrameStart, payloadAt } = this.#descriptor;
    if (frameStart) {
      // The frame before never ended.
      if (this.#timestamp !== undefined) this.#giveUp();
      if (this.needsKeyFrame && !keyFrameStart) return;
      this.#timestamp = timestamp;
      this.#keyFrame = keyFrameStart;
      this.#buffer.length = 0;
    } else if (this.#timestamp !== timestamp) {
      if (this.#timestamp !== undefined) this.#giveUp();
      return;
    }
    this.#buffer.append(packet, payloadStart + payloadAt, payloadEnd);
    if (taken.marker) this.#complete(taken);
  }

  #complete({ timestamp, arrivedAt }: TakenPacket): void {
    const { bytes: data, length: end } = this.#buffer;
    const keyFrame = this.#keyFrame;
    this.#timestamp = undefined;
    const size = keyFrame ? keyFrameSize(data.subarray(0, end)) : undefined;
    if (keyFrame && !size) {
      this.needsKeyFrame = true;
      return;
    }
    this.needsKeyFrame = false;
    this.#onFrame({
      data,
      start: 0,
      end,
      timestamp,
      arrivedAt,
      keyFrame,
      track: size && { codec: 'vp8', ...size },
    });
  }

  #giveUp(): void {
    this.needsKeyFrame = true;
    this.#timestamp = undefined;
  }
}

/** RFC 6386 §9.1: three bytes of frame tag, the start code, then 14 bits each of width and height. */
export function keyFrameSize(frame: Buffer): { width: number; height: number } | undefined {
  if (frame.length < 10 || frame.readUIntBE(3, 3) !== 0x9d012a) return undefined;
  const width = frame.readUInt16LE(6) & 0x3fff;
  const height = frame.readUInt16LE(8) & 0x3fff;
  return width > 0 && height > 0 ? { width, height } : undefined;
}
