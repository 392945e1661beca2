/** Bytes of one frame as its packets bring them. */
export class FrameBuffer {
  #bytes = Buffer.allocUnsafe(32 * 1024);
  length = 0;

  append(from: Buffer, start: number, end: number): void {
    this.#reserve(end - start);
    this.length += from.copy(this.#bytes, this.length, start, end);
  }

  /** A number of four bytes, big-endian, at the end or at a place already filled. */
  writeLength(value: number, at = this.length): void {
    if (at === this.length) {
      this.#reserve(4);
      this.length += 4;
    }
    this.#bytes.writeUInt32BE(value, at);
  }

  /** The first `length` of these are the frame's, until the buffer is used for the next one. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  #reserve(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.length + more));
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
  }
}
