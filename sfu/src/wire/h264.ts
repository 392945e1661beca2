/** H.264 payloads (RFC 6184 §5.2), as far as forwarding needs them. */

const idr = 5;
const sps = 7;
const stapA = 24;
const fuA = 28;

/** Whether the packet begins what a decoder can start from: an SPS, or the first part of an IDR slice. */
export function startsH264KeyFrame(packet: Buffer, start: number, end: number): boolean {
  if (start >= end) return false;
  const type = (packet[start] ?? 0) & 0x1f;
  if (type === idr || type === sps) return true;
  if (type === fuA) {
    const header = start + 1 < end ? (packet[start + 1] ?? 0) : 0;
    return (header & 0x80) !== 0 && (header & 0x1f) === idr;
  }
  return type === stapA && stapHolds(packet, start + 1, end, sps, idr);
}

function stapHolds(packet: Buffer, from: number, end: number, ...types: number[]): boolean {
  for (let at = from; at + 2 < end;) {
    const size = packet.readUInt16BE(at);
    if (types.includes((packet[at + 2] ?? 0) & 0x1f)) return true;
    at += 2 + size;
  }
  return false;
}
