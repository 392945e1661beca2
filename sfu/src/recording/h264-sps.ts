/** What a sequence parameter set says of the pictures (ITU-T H.264 §7.3.2.1.1). */
export interface SpsFacts {
  readonly profile: number;
  readonly compatibility: number;
  readonly level: number;
  readonly width: number;
  readonly height: number;
}

/** Baseline, main and extended: what browsers send. The others' parameter sets are longer, and none is negotiated. */
const plainProfiles = new Set([66, 77, 88]);
const maxPicturePixels = 16_384;

/** Reads bits; beyond the end there are zeros, and `overrun` tells. */
class Bits {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get overrun(): boolean {
    return this.#at > this.#bytes.length * 8;
  }

  bit(): number {
    const byte = this.#bytes[this.#at >> 3] ?? 0;
    const value = (byte >> (7 - (this.#at & 7))) & 1;
    this.#at += 1;
    return value;
  }

  bits(count: number): number {
    let value = 0;
    for (let n = 0; n < count; n++) value = value * 2 + this.bit();
    return value;
  }

  /** Exp-Golomb, unsigned (§9.1). */
  ue(): number {
    let zeros = 0;
    while (zeros < 32 && !this.overrun && this.bit() === 0) zeros += 1;
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  /** Exp-Golomb, signed (§9.1.1). */
  se(): number {
    const code = this.ue();
    return code % 2 === 0 ? -code / 2 : (code + 1) / 2;
  }
}

/** §7.4.1.1: the 3 of `0 0 3` only keeps start codes out. */
function withoutEmulation(unit: Buffer): Buffer {
  const bytes: number[] = [];
  let zeros = 0;
  for (const byte of unit) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    bytes.push(byte);
  }
  return Buffer.from(bytes);
}

/** Undefined for what is no parameter set, and for profiles that are never negotiated. */
export function readSps(unit: Buffer): SpsFacts | undefined {
  const [, profile, compatibility, level] = unit;
  if (profile === undefined || compatibility === undefined || level === undefined) return undefined;
  if (!plainProfiles.has(profile)) return undefined;
  const bits = new Bits(withoutEmulation(unit.subarray(4)));
  bits.ue(); // seq_parameter_set_id
  bits.ue(); // log2_max_frame_num_minus4
  skipOrderCount(bits);
  bits.ue(); // max_num_ref_frames
  bits.bit(); // gaps_in_frame_num_value_allowed_flag
  const size = readSize(bits);
  if (bits.overrun || !isPlausible(size.width) || !isPlausible(size.height)) return undefined;
  return { profile, compatibility, level, ...size };
}

const isPlausible = (pixels: number): boolean => pixels > 0 && pixels <= maxPicturePixels;

function skipOrderCount(bits: Bits): void {
  const type = bits.ue();
  if (type === 0) bits.ue();
  if (type !== 1) return;
  bits.bit();
  bits.se();
  bits.se();
  const count = Math.min(255, bits.ue());
  for (let n = 0; n < count && !bits.overrun; n++) bits.se();
}

function readSize(bits: Bits): { width: number; height: number } {
  const acrossBlocks = bits.ue() + 1;
  const downUnits = bits.ue() + 1;
  const framesOnly = bits.bit();
  if (framesOnly === 0) bits.bit();
  bits.bit(); // direct_8x8_inference_flag
  const rows = 2 - framesOnly;
  const crop = bits.bit() === 1 ? [bits.ue(), bits.ue(), bits.ue(), bits.ue()] : [0, 0, 0, 0];
  const [left = 0, right = 0, top = 0, bottom = 0] = crop;
  return {
    width: acrossBlocks * 16 - 2 * (left + right),
    height: downUnits * 16 * rows - 2 * rows * (top + bottom),
  };
}
