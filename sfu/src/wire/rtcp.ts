/**
 * RTCP (RFC 3550 §6), generic NACK and PLI (RFC 4585 §6), FIR (RFC 5104 §4.3.1) and REMB
 * (draft-alvestrand-rmcat-remb). Reading calls back once per report; what is malformed ends the reading.
 */

const types = { sr: 200, rr: 201, sdes: 202, bye: 203, rtpfb: 205, psfb: 206 } as const;

export interface ReportBlock {
  readonly ssrc: number;
  /** 0..255, in 256ths. */
  readonly fractionLost: number;
  readonly lastSr: number;
  /** In 65536ths of a second. */
  readonly delaySinceLastSr: number;
}

export interface RtcpHandlers {
  senderReport?(ssrc: number, ntpHigh: number, ntpLow: number, rtpTimestamp: number): void;
  report?(block: ReportBlock): void;
  /** One call per number asked for. */
  nack?(mediaSsrc: number, sequence: number): void;
  /** PLI or FIR. */
  keyFrame?(mediaSsrc: number): void;
  /** Bits per second. */
  remb?(bitrate: number): void;
}

/** Walks a compound packet. False when any part of it is malformed; the parts before it were delivered. */
export function readRtcp(packet: Buffer, handlers: RtcpHandlers): boolean {
  let at = 0;
  while (at < packet.length) {
    if (at + 4 > packet.length) return false;
    const first = packet[at] ?? 0;
    const type = packet[at + 1] ?? 0;
    const end = at + 4 + packet.readUInt16BE(at + 2) * 4;
    if (first >> 6 !== 2 || end > packet.length) return false;
    if (!readPart(packet, at, end, type, first & 0x1f, handlers)) return false;
    at = end;
  }
  return packet.length > 0;
}

function readPart(
  packet: Buffer,
  at: number,
  end: number,
  type: number,
  count: number,
  handlers: RtcpHandlers,
): boolean {
  switch (type) {
    case types.sr:
      if (end - at < 28) return false;
      handlers.senderReport?.(
        packet.readUInt32BE(at + 4),
        packet.readUInt32BE(at + 8),
        packet.readUInt32BE(at + 12),
        packet.readUInt32BE(at + 16),
      );
      return readBlocks(packet, at + 28, end, count, handlers);
    case types.rr:
      return end - at >= 8 && readBlocks(packet, at + 8, end, count, handlers);
    case types.rtpfb:
      return count === 1 ? readNack(packet, at, end, handlers) : true;
    case types.psfb:
      return readPayloadFeedback(packet, at, end, count, handlers);
    default:
      return true;
  }
}

function readBlocks(
  packet: Buffer,
  from: number,
  end: number,
  count: number,
  handlers: RtcpHandlers,
): boolean {
  if (from + count * 24 > end) return false;
  for (let at = from; at < from + count * 24; at += 24) {
    handlers.report?.({
      ssrc: packet.readUInt32BE(at),
      fractionLost: packet[at + 4] ?? 0,
      lastSr: packet.readUInt32BE(at + 16),
      delaySinceLastSr: packet.readUInt32BE(at + 20),
    });
  }
  return true;
}

function readNack(packet: Buffer, at: number, end: number, handlers: RtcpHandlers): boolean {
  if (end - at < 16) return false;
  const ssrc = packet.readUInt32BE(at + 8);
  for (let item = at + 12; item + 4 <= end; item += 4) {
    const first = packet.readUInt16BE(item);
    const following = packet.readUInt16BE(item + 2);
    handlers.nack?.(ssrc, first);
    for (let bit = 0; bit < 16; bit += 1)
      if (following & (1 << bit)) handlers.nack?.(ssrc, (first + bit + 1) & 0xffff);
  }
  return true;
}

function readPayloadFeedback(
  packet: Buffer,
  at: number,
  end: number,
  format: number,
  handlers: RtcpHandlers,
): boolean {
  if (end - at < 12) return false;
  if (format === 1) handlers.keyFrame?.(packet.readUInt32BE(at + 8));
  if (format === 4) {
    for (let item = at + 12; item + 8 <= end; item += 8) handlers.keyFrame?.(packet.readUInt32BE(item));
  }
  if (format === 15 && end - at >= 20 && packet.toString('latin1', at + 12, at + 16) === 'REMB') {
    const exponent = (packet[at + 17] ?? 0) >> 2;
    const mantissa = packet.readUIntBE(at + 17, 3) & 0x3ffff;
    handlers.remb?.(mantissa * 2 ** exponent);
  }
  return true;
}

function part(type: number, count: number, bytes: number): Buffer {
  const packet = Buffer.alloc(bytes);
  packet[0] = 0x80 | count;
  packet[1] = type;
  packet.writeUInt16BE(bytes / 4 - 1, 2);
  return packet;
}

export interface ReceptionReport {
  readonly ssrc: number;
  readonly fractionLost: number;
  /** Cumulative, clamped to 24 bits by the writer. */
  readonly lost: number;
  /** Highest sequence number received with its cycles, 32 bit. */
  readonly highest: number;
  /** In timestamp units. */
  readonly jitter: number;
  readonly lastSr: number;
  readonly delaySinceLastSr: number;
}

/** RFC 3550 §6.4.2; at most 31 reports fit. */
export function receiverReport(ssrc: number, reports: readonly ReceptionReport[]): Buffer {
  const packet = part(types.rr, reports.length, 8 + reports.length * 24);
  packet.writeUInt32BE(ssrc, 4);
  reports.forEach((report, index) => {
    const at = 8 + index * 24;
    packet.writeUInt32BE(report.ssrc, at);
    packet[at + 4] = report.fractionLost;
    packet.writeUIntBE(Math.max(0, Math.min(report.lost, 0x7fffff)), at + 5, 3);
    packet.writeUInt32BE(report.highest >>> 0, at + 8);
    packet.writeUInt32BE(Math.round(report.jitter) >>> 0, at + 12);
    packet.writeUInt32BE(report.lastSr >>> 0, at + 16);
    packet.writeUInt32BE(report.delaySinceLastSr >>> 0, at + 20);
  });
  return packet;
}

/** RFC 3550 §6.4.1 with an SDES CNAME (§6.5) behind it. `cname` is at most 255 bytes. */
export function senderReport(
  ssrc: number,
  ntpMs: number,
  rtpTimestamp: number,
  packets: number,
  octets: number,
  cname: string,
): Buffer {
  const name = Buffer.from(cname, 'latin1');
  const chunkBytes = Math.ceil((4 + 2 + name.length + 1) / 4) * 4;
  const report = part(types.sr, 0, 28);
  report.writeUInt32BE(ssrc, 4);
  report.writeUInt32BE(Math.floor(ntpMs / 1000) >>> 0, 8);
  report.writeUInt32BE(Math.floor(((ntpMs % 1000) / 1000) * 2 ** 32) >>> 0, 12);
  report.writeUInt32BE(rtpTimestamp >>> 0, 16);
  report.writeUInt32BE(packets >>> 0, 20);
  report.writeUInt32BE(octets >>> 0, 24);
  const sdes = part(types.sdes, 1, 4 + chunkBytes);
  sdes.writeUInt32BE(ssrc, 4);
  sdes[8] = 1;
  sdes[9] = name.length;
  name.copy(sdes, 10);
  return Buffer.concat([report, sdes]);
}

/** RFC 4585 §6.2.1. `sequences` ascending on the circle, at least one. */
export function nack(senderSsrc: number, mediaSsrc: number, sequences: readonly number[]): Buffer {
  const items: { first: number; following: number }[] = [];
  for (const sequence of sequences) {
    const last = items.at(-1);
    const ahead = last ? (sequence - last.first + 0x10000) & 0xffff : 0;
    if (last && ahead >= 1 && ahead <= 16) last.following |= 1 << (ahead - 1);
    else items.push({ first: sequence, following: 0 });
  }
  const packet = part(types.rtpfb, 1, 12 + items.length * 4);
  packet.writeUInt32BE(senderSsrc, 4);
  packet.writeUInt32BE(mediaSsrc, 8);
  items.forEach(({ first, following }, index) => {
    packet.writeUInt16BE(first, 12 + index * 4);
    packet.writeUInt16BE(following, 14 + index * 4);
  });
  return packet;
}

/** RFC 4585 §6.3.1 */
export function pli(senderSsrc: number, mediaSsrc: number): Buffer {
  const packet = part(types.psfb, 1, 12);
  packet.writeUInt32BE(senderSsrc, 4);
  packet.writeUInt32BE(mediaSsrc, 8);
  return packet;
}

/** draft-alvestrand-rmcat-remb-03 §2.2; `bitrate` in bits per second. */
export function remb(senderSsrc: number, bitrate: number, mediaSsrcs: readonly number[]): Buffer {
  const packet = part(types.psfb, 15, 20 + mediaSsrcs.length * 4);
  packet.writeUInt32BE(senderSsrc, 4);
  packet.write('REMB', 12, 'latin1');
  let exponent = 0;
  let mantissa = Math.floor(bitrate);
  while (mantissa > 0x3ffff) {
    mantissa = Math.floor(mantissa / 2);
    exponent += 1;
  }
  packet[16] = mediaSsrcs.length;
  packet.writeUIntBE((exponent << 18) | mantissa, 17, 3);
  mediaSsrcs.forEach((ssrc, index) => packet.writeUInt32BE(ssrc, 20 + index * 4));
  return packet;
}
