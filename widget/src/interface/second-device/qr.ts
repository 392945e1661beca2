import { correction, generate } from 'lean-qr';

/** Modules around the code that stay white (ISO/IEC 18004 §9.1). */
const quietZone = 4;

export interface QrCode {
  /** Modules on a side, the quiet zone included. */
  readonly size: number;
  /** Every dark module as a path of an SVG whose unit is a module. */
  readonly path: string;
}

/** A QR code of this text. */
export function qrOf(text: string): QrCode {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const squares: string[] = [];
  for (let y = 0; y < code.size; y += 1)
    for (let x = 0; x < code.size; x += 1)
      if (code.get(x, y)) squares.push(`M${String(x + quietZone)} ${String(y + quietZone)}h1v1h-1z`);
  return { size: code.size + 2 * quietZone, path: squares.join('') };
}
