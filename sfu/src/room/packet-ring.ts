/** The last packets sent on a line, for retransmission. One slab of memory, no allocation per packet. */

export const slotBytes = 1504;
/** Whoever asks for the same packet more often than this wants something else than to repair a loss. */
const maxResent = 10;

export class PacketRing {
  readonly #slots: number;
  readonly #slab: Buffer;
  readonly #sequences: Int32Array;
  readonly #lengths: Uint16Array;
  readonly #resentAt: Float64Array;
  readonly #resent: Uint8Array;

  /** @param slots a power of two */
  constructor(slots: number) {
    this.#slots = slots;
    // Written to at once: the first packets then wait for no page, and the pool has its size from the start.
    this.#slab = Buffer.allocUnsafeSlow(slots * slotBytes).fill(0);
    this.#sequences = new Int32Array(slots).fill(-1);
    this.#lengths = new Uint16Array(slots);
    this.#resentAt = new Float64Array(slots);
    this.#resent = new Uint8Array(slots);
  }

  /** The slot for this 16-bit sequence number, to be written by the caller, who then calls `keep`. */
  slot(sequence: number): Buffer {
    const index = sequence & (this.#slots - 1);
    this.#sequences[index] = -1;
    return this.#slab.subarray(index * slotBytes, (index + 1) * slotBytes);
  }

  keep(sequence: number, length: number): void {
    const index = sequence & (this.#slots - 1);
    this.#sequences[index] = sequence;
    this.#lengths[index] = length;
    this.#resentAt[index] = 0;
    this.#resent[index] = 0;
  }

  /** The packet, unless it is gone, was sent again less than `throttleMs` ago, or too often already. */
  again(sequence: number, now: number, throttleMs: number): Buffer | undefined {
    const index = sequence & (this.#slots - 1);
    if (this.#sequences[index] !== sequence) return undefined;
    const resent = this.#resent[index] ?? 0;
    if (resent >= maxResent || now - (this.#resentAt[index] ?? 0) < throttleMs) return undefined;
    this.#resentAt[index] = now;
    this.#resent[index] = resent + 1;
    return this.#slab.subarray(index * slotBytes, index * slotBytes + (this.#lengths[index] ?? 0));
  }

  clear(): void {
    this.#sequences.fill(-1);
  }
}
