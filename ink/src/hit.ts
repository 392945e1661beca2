import type { InkContext } from './context.ts';
import type { Place, Size } from './geometry.ts';
import { lineWidth } from './palette.ts';
import { decodePoints } from './points.ts';
import { bounds, type VisibleStroke } from './render.ts';

/** The topmost stroke at a point of the picture, given in the unit of `size`, or within `reach` of it. */
export function strokeAt<S extends VisibleStroke>(
  context: InkContext,
  strokes: readonly S[],
  point: Place,
  size: Size,
  reach: number,
): S | undefined {
  return strokes.findLast((stroke) => distance(context, stroke, point, size) <= reach);
}

/** From the stroke's ink; 0 or less is upon it. */
function distance(context: InkContext, stroke: VisibleStroke, point: Place, size: Size): number {
  if (stroke.tool === 'text' || stroke.tool === 'marker')
    return fromBox(point, bounds(context, stroke, size));
  const points = decodePoints(stroke.points).map(({ x, y }) => ({ x: x * size.width, y: y * size.height }));
  const path = outlineOf(stroke.tool, points);
  const nearest = path.reduce((least, from, at) => {
    const to = path[at + 1];
    if (!to && path.length > 1) return least;
    return Math.min(least, fromLine(point, from, to ?? from));
  }, Infinity);
  return nearest - lineWidth(stroke.width, stroke.tool, size) / 2;
}

/** The line that a tool makes of its points. */
function outlineOf(tool: VisibleStroke['tool'], points: readonly Place[]): readonly Place[] {
  const [from, to] = points;
  if (!from || !to) return points;
  if (tool === 'rectangle') return [from, { x: to.x, y: from.y }, to, { x: from.x, y: to.y }, from];
  if (tool !== 'ellipse') return points;
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  return Array.from({ length: 33 }, (_, n) => ({
    x: x + (Math.abs(to.x - from.x) / 2) * Math.cos((n * Math.PI) / 16),
    y: y + (Math.abs(to.y - from.y) / 2) * Math.sin((n * Math.PI) / 16),
  }));
}

function fromLine(point: Place, from: Place, to: Place): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const part = Math.min(Math.max(along, 0), 1);
  return Math.hypot(point.x - from.x - part * dx, point.y - from.y - part * dy);
}

function fromBox(point: Place, box: Place & Size): number {
  const dx = Math.max(box.x - point.x, point.x - box.x - box.width, 0);
  const dy = Math.max(box.y - point.y, point.y - box.y - box.height, 0);
  return Math.hypot(dx, dy);
}
