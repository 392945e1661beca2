/** Transport-wide congestion control feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1). */

const deltaUnitUs = 250;
const referenceUnitUs = 64_000;

export interface Arrival {
  /** Transport-wide sequence number, unwrapped. */
  readonly sequence: number;
  readonly atUs: number;
}

/**
 * One feedback packet for `first`..last arrival. `arrivals` ascend by number, each at most once; numbers in between
 * that are missing are reported lost.
 * @param count feedback packet count, 8 bit
 */
export function transportFeedback(
  senderSsrc: number,
  mediaSsrc: number,
  count: number,
  first: number,
  arrivals: readonly Arrival[],
): Buffer {
  const last = arrivals.at(-1)?.sequence ?? first;
  const referenceUs = Math.floor((arrivals[0]?.atUs ?? 0) / referenceUnitUs) * referenceUnitUs;
  const symbols = new Uint8Array(last - first + 1);
  const deltas: number[] = [];
  let previousUs = referenceUs;
  for (const arrival of arrivals) {
    const ticks = clampDelta(Math.round((arrival.atUs - previousUs) / deltaUnitUs));
    previousUs += ticks * deltaUnitUs;
    symbols[arrival.sequence - first] = ticks >= 0 && ticks <= 255 ? 1 : 2;
    deltas.push(ticks);
  }
  const chunks = statusChunks(symbols);
  const deltaBytes = deltas.reduce((sum, ticks) => sum + (ticks >= 0 && ticks <= 255 ? 1 : 2), 0);
  const bytes = Math.ceil((20 + chunks.length * 2 + deltaBytes) / 4) * 4;
  const packet = Buffer.alloc(bytes);
  packet[0] = 0x80 | 15;
  packet[1] = 205;
  packet.writeUInt16BE(bytes / 4 - 1, 2);
  packet.writeUInt32BE(senderSsrc, 4);
  packet.writeUInt32BE(mediaSsrc, 8);
  packet.writeUInt16BE(first & 0xffff, 12);
  packet.writeUInt16BE(symbols.length, 14);
  packet.writeUIntBE((referenceUs / referenceUnitUs) % 2 ** 24, 16, 3);
  packet[19] = count & 0xff;
  let at = 20;
  for (const chunk of chunks) at = packet.writeUInt16BE(chunk, at);
  for (const ticks of deltas)
    at = ticks >= 0 && ticks <= 255 ? packet.writeUInt8(ticks, at) : packet.writeInt16BE(ticks, at);
  return packet;
}

const clampDelta = (ticks: number): number => Math.max(-32_768, Math.min(32_767, ticks));

/** Run-length chunks (§3.1.3) where seven or more are alike, else two-bit vectors of seven (§3.1.4). */
function statusChunks(symbols: Uint8Array): number[] {
  const chunks: number[] = [];
  for (let at = 0; at < symbols.length;) {
    const symbol = symbols[at] ?? 0;
    let run = 1;
    while (run < 8_191 && symbols[at + run] === symbol) run += 1;
    if (run >= 7) {
      chunks.push((symbol << 13) | run);
      at += run;
      continue;
    }
    let chunk = 0xc000;
    for (let slot = 0; slot < 7; slot += 1) chunk |= (symbols[at + slot] ?? 0) << (12 - slot * 2);
    chunks.push(chunk);
    at += 7;
  }
  return chunks;
}
