import { FrameBuffer } from './frame-buffer.ts';
import type { Frame, FrameMaker } from './frame.ts';
import { readSps, type SpsFacts } from './h264-sps.ts';
import type { TakenPacket } from './in-order.ts';

const nalTypes = { idr: 5, sps: 7, pps: 8, stapA: 24, fuA: 28 } as const;
const lengthBytes = 4;
const maxParameterSetBytes = 1_024;

/**
 * RFC 6184 (packetization mode 1) to length-prefixed NAL units (ISO/IEC 14496-15 §5.3.4). Everything with one
 * timestamp is the frame; parameter sets stay in it, and are what the file's head is made of.
 */
export class H264Frames implements FrameMaker {
  readonly #onFrame: (frame: Frame) => void;
  readonly #buffer = new FrameBuffer();
  #timestamp: number | undefined;
  #hasIdr = false;
  #fragmentAt: number | undefined;
  #sps: Buffer | undefined;
  #pps: Buffer | undefined;
  needsKeyFrame = true;

  constructor(onFrame: (frame: Frame) => void) {
    this.#onFrame = onFrame;
  }

  take(taken: TakenPacket, afterLoss: boolean): void {
    const { packet, payloadStart, payloadEnd, timestamp } = taken;
    if (afterLoss) this.#giveUp();
    if (payloadStart === payloadEnd) return;
    if (this.#timestamp !== timestamp) {
      // Without a marker the frame before may lack its end.
      if (this.#timestamp !== undefined) this.#giveUp();
      this.#timestamp = timestamp;
      this.#hasIdr = false;
      this.#fragmentAt = undefined;
      this.#buffer.length = 0;
    }
    if (!this.#append(packet, payloadStart, payloadEnd)) {
      this.#giveUp();
      return;
    }
    if (taken.marker) this.#complete(taken);
  }

  #append(packet: Buffer, start: number, end: number): boolean {
    const type = (packet[start] ?? 0) & 0x1f;
    if (type === nalTypes.fuA) return this.#appendFragment(packet, start, end);
    if (this.#fragmentAt !== undefined) return false;
    if (type === nalTypes.stapA) return this.#appendAggregate(packet, start + 1, end);
    if (type === 0 || type > 23) return false;
    this.#appendUnit(packet, start, end);
    return true;
  }

  #appendUnit(packet: Buffer, start: number, end: number): void {
    this.#note(packet, start, end);
    this.#buffer.writeLength(end - start);
    this.#buffer.append(packet, start, end);
  }

  /** RFC 6184 §5.7.1 */
  #appendAggregate(packet: Buffer, from: number, end: number): boolean {
    let at = from;
    while (at + 2 < end) {
      const size = packet.readUInt16BE(at);
      at += 2;
      if (size === 0 || at + size > end) return false;
      this.#appendUnit(packet, at, at + size);
      at += size;
    }
    return at === end;
  }

  /** RFC 6184 §5.8 */
  #appendFragment(packet: Buffer, start: number, end: number): boolean {
    if (end - start < 3) return false;
    const indicator = packet[start] ?? 0;
    const header = packet[start + 1] ?? 0;
    const begins = (header & 0x80) !== 0;
    if (begins === (this.#fragmentAt !== undefined)) return false;
    if (begins) {
      if ((header & 0x1f) === nalTypes.idr && isFirstSlice(packet[start + 2])) this.#hasIdr = true;
      this.#fragmentAt = this.#buffer.length;
      this.#buffer.writeLength(0);
      const first = Buffer.from([(indicator & 0xe0) | (header & 0x1f)]);
      this.#buffer.append(first, 0, 1);
    }
    this.#buffer.append(packet, start + 2, end);
    if ((header & 0x40) !== 0 && this.#fragmentAt !== undefined) {
      this.#buffer.writeLength(this.#buffer.length - this.#fragmentAt - lengthBytes, this.#fragmentAt);
      this.#fragmentAt = undefined;
    }
    return true;
  }

  #note(packet: Buffer, start: number, end: number): void {
    const type = (packet[start] ?? 0) & 0x1f;
    if (type === nalTypes.idr && end - start > 1 && isFirstSlice(packet[start + 1])) this.#hasIdr = true;
    if (end - start > maxParameterSetBytes) return;
    if (type === nalTypes.sps) this.#sps = Buffer.from(packet.subarray(start, end));
    if (type === nalTypes.pps) this.#pps = Buffer.from(packet.subarray(start, end));
  }

  #complete({ timestamp, arrivedAt }: TakenPacket): void {
    if (this.#fragmentAt !== undefined) {
      this.#giveUp();
      return;
    }
    this.#timestamp = undefined;
    const facts = this.#hasIdr && this.#sps ? readSps(this.#sps) : undefined;
    const isKeyFrame = facts !== undefined && this.#pps !== undefined;
    if (this.needsKeyFrame && !isKeyFrame) return;
    this.needsKeyFrame = false;
    this.#onFrame({
      data: this.#buffer.bytes,
      start: 0,
      end: this.#buffer.length,
      timestamp,
      arrivedAt,
      keyFrame: isKeyFrame,
      track:
        facts && this.#sps && this.#pps
          ? {
              codec: 'h264',
              width: facts.width,
              height: facts.height,
              codecPrivate: decoderConfiguration(facts, this.#sps, this.#pps),
            }
          : undefined,
    });
  }

  #giveUp(): void {
    this.needsKeyFrame = true;
    this.#timestamp = undefined;
    this.#fragmentAt = undefined;
    this.#buffer.length = 0;
    this.#hasIdr = false;
  }
}

/** `first_mb_in_slice` is 0 (ITU-T H.264 §7.3.3): a key frame whose upper slices were lost is none to begin with. */
const isFirstSlice = (byte = 0): boolean => (byte & 0x80) !== 0;

/** AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3.1, with lengths of four bytes. */
function decoderConfiguration({ profile, compatibility, level }: SpsFacts, sps: Buffer, pps: Buffer): Buffer {
  const counted = (unit: Buffer): Buffer => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(unit.length);
    return Buffer.concat([length, unit]);
  };
  return Buffer.concat([
    Buffer.from([1, profile, compatibility, level, 0xfc | (lengthBytes - 1), 0xe0 | 1]),
    counted(sps),
    Buffer.from([1]),
    counted(pps),
  ]);
}
