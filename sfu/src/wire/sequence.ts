/** Numbers that wrap: RTP sequence numbers (16 bit), VP8 picture ids (15 or 7 bit). */

/** Turns numbers that wrap into numbers that go on growing; the first one gets one turn of the circle added. */
export class Unwrapper {
  readonly #modulus: number;
  #last: number | undefined;

  constructor(bits: number) {
    this.#modulus = 2 ** bits;
  }

  /** Of the numbers that `value` can stand for, the one nearest to the highest seen. */
  unwrap(value: number): number {
    const last = this.#last;
    if (last === undefined) return (this.#last = value + this.#modulus);
    const step = distance(value, last % this.#modulus, this.#modulus);
    const result = last + step;
    if (step > 0) this.#last = result;
    return result;
  }

  reset(): void {
    this.#last = undefined;
  }
}

/** How far `value` is ahead of `reference` on the circle; negative when behind. */
export function distance(value: number, reference: number, modulus: number): number {
  const ahead = (((value - reference) % modulus) + modulus) % modulus;
  return ahead >= modulus / 2 ? ahead - modulus : ahead;
}
