/** Packets made by hand, for tests. */

/** VP8 with a 15-bit picture id and TL0PICIDX; `keyFrame` clears the P bit of the frame header (RFC 7741 §4.3). */
export function vp8Payload(pictureId: number, keyFrame: boolean, bytes = 100): Buffer {
  const payload = Buffer.alloc(bytes);
  payload[0] = 0x90;
  payload[1] = 0xc0;
  payload.writeUInt16BE(0x8000 | (pictureId & 0x7fff), 2);
  payload[4] = pictureId & 0xff;
  payload[5] = keyFrame ? 0 : 1;
  return payload;
}

export interface RtpFields {
  readonly payloadType: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payload: Buffer;
  readonly marker?: boolean;
  /** One-byte-form extension elements: id → data of 1 to 16 bytes. */
  readonly extensions?: ReadonlyMap<number, Buffer>;
}

export function rtpPacket(fields: RtpFields): Buffer {
  const { payloadType, sequence, timestamp, ssrc, payload, marker, extensions } = fields;
  const header = Buffer.alloc(12);
  header[0] = extensions ? 0x90 : 0x80;
  header[1] = (marker ? 0x80 : 0) | payloadType;
  header.writeUInt16BE(sequence & 0xffff, 2);
  header.writeUInt32BE(timestamp >>> 0, 4);
  header.writeUInt32BE(ssrc, 8);
  return Buffer.concat([header, extensions ? extensionBlock(extensions) : Buffer.alloc(0), payload]);
}

function extensionBlock(extensions: ReadonlyMap<number, Buffer>): Buffer {
  const elements = Buffer.concat(
    [...extensions].flatMap(([id, data]) => [Buffer.from([(id << 4) | (data.length - 1)]), data]),
  );
  const block = Buffer.alloc(4 + Math.ceil(elements.length / 4) * 4);
  block.writeUInt16BE(0xbede, 0);
  block.writeUInt16BE((block.length - 4) / 4, 2);
  elements.copy(block, 4);
  return block;
}

/** RFC 4588 §4: the original sequence number, then the original payload. */
export const rtxPayload = (sequence: number, payload: Buffer): Buffer => {
  const original = Buffer.alloc(2);
  original.writeUInt16BE(sequence & 0xffff);
  return Buffer.concat([original, payload]);
};

/** Random numbers 0..1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
