/** RTP packets (RFC 3550 §5.1) and their header extensions (RFC 8285). Reads and writes buffers in place; never throws. */

/** A parsed header. One object is filled again and again so that the packet path does not allocate. */
export interface RtpHeader {
  payloadType: number;
  marker: boolean;
  sequence: number;
  timestamp: number;
  ssrc: number;
  /** Offset of the extension elements and their length in bytes; length 0 when there are none. */
  extensionStart: number;
  extensionLength: number;
  /** RFC 8285: 1-byte (0xBEDE) or 2-byte (0x100n) element headers. */
  extensionForm: 0 | 1 | 2;
  payloadStart: number;
  /** End of the payload without padding. */
  payloadEnd: number;
}

export const emptyHeader = (): RtpHeader => ({
  payloadType: 0,
  marker: false,
  sequence: 0,
  timestamp: 0,
  ssrc: 0,
  extensionStart: 0,
  extensionLength: 0,
  extensionForm: 0,
  payloadStart: 0,
  payloadEnd: 0,
});

const rtpHeaderBytes = 12;

/** RFC 5761 §4: on a multiplexed port the second byte tells RTCP (192..223) from RTP. */
export const isRtcp = (packet: Buffer): boolean => {
  const type = packet[1];
  return type !== undefined && type >= 192 && type <= 223;
};

/** Fills `into` from the packet; false when it is not a well-formed RTP packet. */
export function parseRtp(packet: Buffer, into: RtpHeader): boolean {
  if (packet.length < rtpHeaderBytes) return false;
  const first = packet[0] ?? 0;
  if (first >> 6 !== 2) return false;
  const second = packet[1] ?? 0;
  let offset = rtpHeaderBytes + (first & 0x0f) * 4;
  into.extensionLength = 0;
  into.extensionForm = 0;
  if (first & 0x10) {
    if (offset + 4 > packet.length) return false;
    const profile = packet.readUInt16BE(offset);
    into.extensionLength = packet.readUInt16BE(offset + 2) * 4;
    into.extensionStart = offset + 4;
    into.extensionForm = profile === 0xbede ? 1 : (profile & 0xfff0) === 0x1000 ? 2 : 0;
    offset += 4 + into.extensionLength;
  }
  if (offset > packet.length) return false;
  const padding = first & 0x20 ? (packet[packet.length - 1] ?? 0) : 0;
  if (first & 0x20 && (padding === 0 || offset + padding > packet.length)) return false;
  into.payloadType = second & 0x7f;
  into.marker = (second & 0x80) !== 0;
  into.sequence = packet.readUInt16BE(2);
  into.timestamp = packet.readUInt32BE(4);
  into.ssrc = packet.readUInt32BE(8);
  into.payloadStart = offset;
  into.payloadEnd = packet.length - padding;
  return true;
}

/** Offset of the data of the extension with this id, or -1. */
export function findExtension(packet: Buffer, header: RtpHeader, id: number): number {
  if (header.extensionForm === 0 || id === 0) return -1;
  let at = header.extensionStart;
  const end = at + header.extensionLength;
  while (at < end) {
    const head = packet[at] ?? 0;
    if (head === 0) {
      at += 1;
      continue;
    }
    const long = header.extensionForm === 2;
    const found = long ? head : head >> 4;
    if (!long && found === 15) return -1;
    const size = long ? (packet[at + 1] ?? 0) : (head & 0x0f) + 1;
    const data = at + (long ? 2 : 1);
    if (data + size > end) return -1;
    if (found === id && size > 0) return data;
    at = data + size;
  }
  return -1;
}

/** One-byte-form extension block that we add to what we forward: abs-send-time, and for audio the level. */
export interface OutgoingExtensions {
  readonly absSendTimeId: number;
  readonly audioLevelId: number;
}

/**
 * abs-send-time: 24-bit fixed point seconds, 6.18, of the moment of sending.
 * (http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time)
 */
export const absSendTime = (nowMs: number): number => Math.floor((nowMs / 1000) * 2 ** 18) & 0xffffff;

export interface OutgoingHeader {
  payloadType: number;
  marker: boolean;
  sequence: number;
  timestamp: number;
  ssrc: number;
  /** 0..255 as in RFC 6464, or -1 for none. */
  audioLevel: number;
}

/** Bytes of header that `writeHeader` makes. */
export const outgoingHeaderBytes = rtpHeaderBytes + 4 + 8;
const elementsBytes = 8;
/** Where `writeHeader` puts the three bytes of abs-send-time. */
export const absSendTimeOffset = rtpHeaderBytes + 5;

/** Writes the header of a forwarded packet to the start of `into`. */
export function writeHeader(
  into: Buffer,
  header: OutgoingHeader,
  ids: OutgoingExtensions,
  nowMs: number,
): void {
  into[0] = 0x90;
  into[1] = (header.marker ? 0x80 : 0) | header.payloadType;
  into.writeUInt16BE(header.sequence, 2);
  into.writeUInt32BE(header.timestamp, 4);
  into.writeUInt32BE(header.ssrc, 8);
  into.writeUInt16BE(0xbede, 12);
  into.writeUInt16BE(elementsBytes / 4, 14);
  into[16] = (ids.absSendTimeId << 4) | 2;
  into.writeUIntBE(absSendTime(nowMs), absSendTimeOffset, 3);
  const level = header.audioLevel;
  into[20] = level >= 0 ? ids.audioLevelId << 4 : 0;
  into[21] = level >= 0 ? level : 0;
  into[22] = 0;
  into[23] = 0;
}
