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

/** Strokes over the picture, wherever its host shows it, and nothing else; `then` draws more in the same place. */
export function paintInk(
  context: CanvasRenderingContext2D,
  { box, ratio }: Pick<Surface, 'box' | 'ratio'>,
  picture: Showing,
  strokes: readonly VisibleStroke[],
  then?: (size: Size) => void,
): void {
  clear(context);
  if (box.width === 0 || box.height === 0) return;
  const rect = pictureRect(box, picture);
  context.setTransform(ratio, 0, 0, ratio, rect.x * ratio, rect.y * ratio);
  renderInk(context, picture.mirrored ? strokes.map(mirrored) : strokes, rect);
  then?.(rect);
  context.setTransform(1, 0, 0, 1, 0, 0);
}

const mirrors = new WeakMap<readonly number[], number[]>();

/** Only the places change sides: text stays readable. */
function mirrored(stroke: VisibleStroke): VisibleStroke {
  const known = mirrors.get(stroke.points);
  const points = known ?? stroke.points.map((value, at) => (at % 3 === 0 ? inkUnits - value : value));
  if (!known) mirrors.set(stroke.points, points);
  return { ...stroke, points };
}

/** Where somebody points, and for a moment where they have been. */
export function renderTrail(
  context: CanvasRenderingContext2D,
  { places, color }: Trail,
  size: Size,
  nowMs: number,
): void {
  const { fill, outline } = palette[color];
  const radius = Math.max(Math.min(size.width, size.height) * 0.012, 6);
  const last = places.at(-1);
  for (const { x, y, atMs } of places) {
    const age = (nowMs - atMs) / trailMs;
    const isLast = atMs === last?.atMs;
    if (age > 1 && !isLast) continue;
    context.globalAlpha = isLast
      ? Math.max(1 - Math.max(nowMs - atMs - 2_000, 0) / 1_000, 0)
      : (1 - age) * 0.6;
    context.beginPath();
    const [cx, cy] = [(x / inkUnits) * size.width, (y / inkUnits) * size.height];
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
