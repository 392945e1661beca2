/** The VP8 payload descriptor (RFC 7741 §4.2), as far as forwarding needs it. */

export interface Vp8Descriptor {
  /** First packet of a key frame: start of partition 0 and P bit clear (RFC 7741 §4.3). */
  keyFrameStart: boolean;
  /** First packet of any frame. */
  frameStart: boolean;
  /** Offset from the payload's start, -1 when absent. */
  pictureIdAt: number;
  /** 15 or 7; 0 when absent. */
  pictureIdBits: number;
  pictureId: number;
  tl0At: number;
  tl0: number;
  /** Where the picture begins behind the descriptor, from the payload's start. */
  payloadAt: number;
}

export const emptyDescriptor = (): Vp8Descriptor => ({
  keyFrameStart: false,
  frameStart: false,
  pictureIdAt: -1,
  pictureIdBits: 0,
  pictureId: 0,
  tl0At: -1,
  tl0: 0,
  payloadAt: 0,
});

/** Fills `into`; false when the payload is too short for what it announces. */
export function parseVp8(packet: Buffer, start: number, end: number, into: Vp8Descriptor): boolean {
  into.keyFrameStart = false;
  into.pictureIdAt = -1;
  into.pictureIdBits = 0;
  into.tl0At = -1;
  if (start >= end) return false;
  const first = packet[start] ?? 0;
  let at = start + 1;
  into.frameStart = (first & 0x10) !== 0 && (first & 0x07) === 0;
  if (first & 0x80) {
    if (at >= end) return false;
    const flags = packet[at] ?? 0;
    at += 1;
    if (flags & 0x80) at = readPictureId(packet, start, at, end, into);
    if (at < 0) return false;
    if (flags & 0x40) {
      if (at >= end) return false;
      into.tl0At = at - start;
      into.tl0 = packet[at] ?? 0;
      at += 1;
    }
    if (flags & 0x30) at += 1;
  }
  if (at >= end) return false;
  into.payloadAt = at - start;
  into.keyFrameStart = into.frameStart && ((packet[at] ?? 1) & 0x01) === 0;
  return true;
}

function readPictureId(packet: Buffer, start: number, at: number, end: number, into: Vp8Descriptor): number {
  const byte = packet[at];
  if (at >= end || byte === undefined) return -1;
  const long = (byte & 0x80) !== 0;
  if (long && at + 1 >= end) return -1;
  into.pictureIdAt = at - start;
  into.pictureIdBits = long ? 15 : 7;
  into.pictureId = long ? ((byte & 0x7f) << 8) | (packet[at + 1] ?? 0) : byte & 0x7f;
  return at + (long ? 2 : 1);
}
