/** RFC 4571 §2: packets on a byte stream, each after its length in two bytes. ICE-TCP uses it (RFC 6544 §3). */

const prefixLength = 2;

/** One packet as it goes onto the stream; at most 65,535 bytes. */
export function frame(packet: Buffer): Buffer {
  const framed = Buffer.allocUnsafe(prefixLength + packet.length);
  framed.writeUInt16BE(packet.length, 0);
  packet.copy(framed, prefixLength);
  return framed;
}

/** Cuts a stream back into packets; holds at most one packet that has not come in whole yet. */
export class FrameReader {
  readonly #maxPacket: number;
  #rest: Buffer = Buffer.alloc(0);

  /** `maxPacket`: bytes of the longest packet that is accepted. */
  constructor(maxPacket: number) {
    this.#maxPacket = maxPacket;
  }

  /**
   * Hands over the packets that are whole now. They are views, good until the next call. False when the stream announced
   * a packet that is too long: nothing after that can be trusted and the connection has to be closed.
   */
  read(chunk: Buffer, deliver: (packet: Buffer) => void): boolean {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    while (at + prefixLength <= bytes.length) {
      const length = bytes.readUInt16BE(at);
      if (length > this.#maxPacket) return false;
      const end = at + prefixLength + length;
      if (end > bytes.length) break;
      if (length > 0) deliver(bytes.subarray(at + prefixLength, end));
      at = end;
    }
    // A copy: the tail of a large chunk would otherwise keep all of it in memory.
    this.#rest = Buffer.from(bytes.subarray(at));
    return true;
  }
}
