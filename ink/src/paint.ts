import { inkUnits } from '@parley/protocol/constants';
import { pictureRect, type Showing, type Size } from './geometry.ts';
import { trailMs, type Trail } from './growing.ts';
import { palette } from './palette.ts';
import { renderInk, type VisibleStroke } from './render.ts';
import type { Surface } from './surface.ts';

export function clear(context: CanvasRenderingContext2D): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
}

/**
 * Adds strokes over the picture, wherever its host shows it.
 * @param strokes as they are seen: on a mirrored picture by `mirrored`
 * @param then draws more in the same place
 */
export function paintInk(
  context: CanvasRenderingContext2D,
  { box, ratio }: Pick<Surface, 'box' | 'ratio'>,
  picture: Showing,
  strokes: readonly VisibleStroke[],
  then?: (size: Size) => void,
): void {
  if (box.width === 0 || box.height === 0) return;
  const rect = pictureRect(box, picture);
  context.setTransform(ratio, 0, 0, ratio, rect.x * ratio, rect.y * ratio);
  renderInk(context, strokes, rect);
  then?.(rect);
  context.setTransform(1, 0, 0, 1, 0, 0);
}

const mirrors = new WeakMap<readonly number[], number[]>();

/** The points as a mirrored picture shows them, and back again. */
export function mirroredPoints(points: readonly number[]): number[] {
  const known = mirrors.get(points);
  if (known) return known;
  const other = points.map((value, at) => (at % 3 === 0 ? inkUnits - value : value));
  mirrors.set(points, other);
  return other;
}

/** Only the places change sides: text stays readable. */
export const mirrored = <S extends { readonly points: number[] }>(stroke: S): S => ({
  ...stroke,
  points: mirroredPoints(stroke.points),
});

/**
 * Where somebody points, and for a moment where they have been.
 * @param size of the picture where it is shown, CSS pixels
 */
export function renderTrail(
  context: CanvasRenderingContext2D,
  { places, color }: Trail,
  { width, height, isMirrored }: Size & { readonly isMirrored: boolean },
  nowMs: number,
): void {
  const { fill, outline } = palette[color];
  const radius = Math.max(Math.min(width, height) * 0.012, 6);
  const last = places.at(-1);
  for (const { x, y, atMs } of places) {
    const age = (nowMs - atMs) / trailMs;
    const isLast = atMs === last?.atMs;
    if (age > 1 && !isLast) continue;
    context.globalAlpha = isLast
      ? Math.max(1 - Math.max(nowMs - atMs - 2_000, 0) / 1_000, 0)
      : (1 - age) * 0.6;
    context.beginPath();
    const [cx, cy] = [((isMirrored ? inkUnits - x : x) / inkUnits) * width, (y / inkUnits) * height];
    context.arc(cx, cy, isLast ? radius : radius * 0.6, 0, 2 * Math.PI);
    context.fillStyle = fill;
    context.fill();
    if (!isLast) continue;
    context.strokeStyle = outline;
    context.lineWidth = 2;
    context.stroke();
  }
  context.globalAlpha = 1;
}
