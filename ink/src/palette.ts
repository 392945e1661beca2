import type { InkColor, InkTool, InkWidth } from '@parley/protocol';
import type { Size } from './geometry.ts';

interface Paint {
  readonly fill: string;
  /** Around it, so that it shows on a picture of its own colour too. */
  readonly outline: string;
}

const dark = 'rgb(12 14 20 / 0.7)';
const light = 'rgb(255 255 255 / 0.85)';

/** Six colours, told apart by people who see red and green alike as well; each with the outline that sets it off. */
export const palette: Readonly<Record<InkColor, Paint>> = {
  red: { fill: '#e5263f', outline: light },
  orange: { fill: '#ff8a1f', outline: dark },
  yellow: { fill: '#ffd91a', outline: dark },
  green: { fill: '#0f8a46', outline: light },
  blue: { fill: '#1f6bff', outline: light },
  violet: { fill: '#a23cf0', outline: light },
};

export const inkColors = Object.keys(palette).filter((color): color is InkColor => color in palette);
export const inkWidths: readonly InkWidth[] = ['thin', 'medium', 'thick'];

/** Parts of the picture's shorter edge, so that a stroke is as heavy on a phone held upright as on a wide desk. */
const lines: Readonly<Record<InkWidth, number>> = { thin: 0.006, medium: 0.011, thick: 0.02 };
const letters: Readonly<Record<InkWidth, number>> = { thin: 0.04, medium: 0.06, thick: 0.09 };
const dots: Readonly<Record<InkWidth, number>> = { thin: 0.026, medium: 0.036, thick: 0.05 };
const highlighterFactor = 4;

const edge = ({ width, height }: Size): number => Math.min(width, height);

/** Of a line, in the unit of `size`. */
export const lineWidth = (width: InkWidth, tool: InkTool, size: Size): number =>
  lines[width] * edge(size) * (tool === 'highlighter' ? highlighterFactor : 1);
/** Height of letters. */
export const letterHeight = (width: InkWidth, size: Size): number => letters[width] * edge(size);
/** Radius of a marker. */
export const dotRadius = (width: InkWidth, size: Size): number => dots[width] * edge(size);
