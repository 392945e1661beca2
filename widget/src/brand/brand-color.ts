/**
 * A site's colour made usable. Its owner chose it for a logo; here words lie on it and it lies on our plates, so it
 * is checked with WCAG 2.2 §1.4.3 (words, 4.5 to 1) and §1.4.11 (edges of controls, 3 to 1) and moved where it fails.
 */
export type Rgb = readonly [red: number, green: number, blue: number];

const white: Rgb = [255, 255, 255];
const black: Rgb = [16, 19, 23];
const wordContrast = 4.5;

/** `#rrggbb` to three numbers of 0 … 255; anything else to undefined. */
export function parseColor(text: string): Rgb | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (!match) return undefined;
  const part = (at: number): number => Number.parseInt(match[at] ?? '0', 16);
  return [part(1), part(2), part(3)];
}

const cssColor = (color: Rgb): string =>
  `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** Relative luminance, 0 … 1 (WCAG 2.2). */
function luminance(color: Rgb): number {
  const linear = (part: number): number => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
}

/** 1 … 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** White or near-black, whichever reads better on this colour; white where both do. */
export const wordsOn = (ground: Rgb): Rgb =>
  contrast(white, ground) >= wordContrast || contrast(white, ground) >= contrast(black, ground)
    ? white
    : black;

const mix = (color: Rgb, toward: Rgb, share: number): Rgb => [
  color[0] + (toward[0] - color[0]) * share,
  color[1] + (toward[1] - color[1]) * share,
  color[2] + (toward[2] - color[2]) * share,
];

/** The colour itself, or the nearest darker (on light grounds) or lighter one that stands out from `ground`. */
function standOut(color: Rgb, ground: Rgb, least: number): Rgb {
  const toward = luminance(ground) > 0.4 ? black : white;
  for (let step = 0; step < 20; step += 1) {
    const moved = mix(color, toward, step / 20);
    if (contrast(moved, ground) >= least) return moved;
  }
  return toward;
}

export interface BrandColors {
  /** The ground of the first button. */
  readonly brand: string;
  readonly onBrand: string;
  /** For words and icons in the site's colour. */
  readonly ink: string;
}

const plates: Readonly<Record<'light' | 'dark', Rgb>> = { light: white, dark: [24, 28, 34] };
const fallback: Rgb = [11, 110, 95];

/** The site's colour for one theme. A colour that can't be read becomes Parley's own. */
export function brandColors(text: string, theme: 'light' | 'dark'): BrandColors {
  const plate = plates[theme];
  const color = parseColor(text) ?? fallback;
  let brand = standOut(color, plate, 3);
  // A middle tone on which neither white nor black can be read is moved until one can.
  while (contrast(wordsOn(brand), brand) < wordContrast) brand = mix(brand, black, 0.05);
  return {
    brand: cssColor(brand),
    onBrand: cssColor(wordsOn(brand)),
    ink: cssColor(standOut(color, plate, wordContrast)),
  };
}
