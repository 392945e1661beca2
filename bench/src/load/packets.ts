/** The packets that the generator makes: RTP (RFC 3550) with VP8 (RFC 7741) or Opus that says when it was sent. */

export const payloadTypes = { audio: 111, video: 96 } as const;
export const audioPacketBytes = 112;
export const videoPacketBytes = 1_112;
/** A picture in full, and one for a thumbnail. */
export const pictures = {
  full: { framesPerSecond: 30, packetsPerFrame: 6 },
  small: { framesPerSecond: 15, packetsPerFrame: 2 },
} as const;

/** Of those in one room, from `a`. */
export const participantName = (index: number): string => String.fromCodePoint(97 + index);

/** Its own 12, and one extension in the short form (RFC 8285 §4.2) padded to a word. */
const headerBytes = 20;

/** Transport-wide sequence numbers: with them a server reports each packet's arrival, as it has to for a browser. */
export const transportWide = {
  id: 3,
  uri: 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
} as const;
const shortestHeader = 12;
const stampBytes = 16;

/** At the end of each packet, where servers that change headers leave it alone. */
export interface Stamp {
  /** Number of the participant that sent it. */
  readonly sender: number;
  /** Number of the packet among all that the participant sent. */
  readonly index: number;
  /** `performance.now()` when it was sent. */
  readonly sentAt: number;
}

export function writeHeader(
  into: Buffer,
  header: {
    readonly payloadType: number;
    readonly marker: boolean;
    readonly sequence: number;
    readonly timestamp: number;
    readonly ssrc: number;
    /** Counts all packets of the connection. */
    readonly transportSequence: number;
  },
): void {
  into[0] = 0x90;
  into[1] = (header.marker ? 0x80 : 0) | header.payloadType;
  into.writeUInt16BE(header.sequence & 0xffff, 2);
  into.writeUInt32BE(header.timestamp >>> 0, 4);
  into.writeUInt32BE(header.ssrc, 8);
  into.writeUInt32BE(0xbede0001, 12);
  into[16] = (transportWide.id << 4) | 1;
  into.writeUInt16BE(header.transportSequence & 0xffff, 17);
  into[19] = 0;
}

/**
 * VP8's payload descriptor with a 15-bit picture id and, in the first packet of a frame, the frame's header; a key frame's
 * names its size (RFC 7741 §4.2, RFC 6386 §9.1).
 */
export function writeVp8(into: Buffer, frame: { picture: number; first: boolean; isKey: boolean }): void {
  const at = headerBytes;
  into[at] = frame.first ? 0x90 : 0x80;
  into[at + 1] = 0x80;
  into.writeUInt16BE(0x8000 | (frame.picture & 0x7fff), at + 2);
  if (!frame.first) return;
  into.writeUIntBE(frame.isKey ? 0x100000 : 0x110000, at + 4, 3);
  if (frame.isKey) Buffer.from('9d012a80026801', 'hex').copy(into, at + 7);
}

export function writeStamp(into: Buffer, stamp: Stamp): void {
  const at = into.length - stampBytes;
  into.writeUInt32BE(stamp.sender, at);
  into.writeUInt32BE(stamp.index, at + 4);
  into.writeDoubleBE(stamp.sentAt, at + 8);
}

/** Undefined for packets that are too short to have one: padding, for example. */
export function readStamp(packet: Buffer): Stamp | undefined {
  if (packet.length < shortestHeader + stampBytes) return undefined;
  const at = packet.length - stampBytes;
  return {
    sender: packet.readUInt32BE(at),
    index: packet.readUInt32BE(at + 4),
    sentAt: packet.readDoubleBE(at + 8),
  };
}

/** RFC 5761 §4. */
export const isRtcp = (packet: Buffer): boolean => {
  const type = packet[1] ?? 0;
  return type >= 192 && type <= 223;
};

/** Whether a compound RTCP packet asks for a key frame: PLI or FIR (RFC 4585 §6.3.1, RFC 5104 §4.3.1). */
export function wantsKeyFrame(packet: Buffer): boolean {
  for (let at = 0; at + 4 <= packet.length; at += 4 + packet.readUInt16BE(at + 2) * 4) {
    const format = (packet[at] ?? 0) & 0x1f;
    if (packet[at + 1] === 206 && (format === 1 || format === 4)) return true;
  }
  return false;
}
