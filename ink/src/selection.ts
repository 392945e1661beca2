import type { DrawnStroke } from '@parley/protocol';
import type { InkContext } from './context.ts';
import { within, type Place, type Rect, type Size } from './geometry.ts';
import { decodePoints, encodePoints } from './points.ts';
import { bounds } from './render.ts';

/** What a drag does to a selected stroke. */
export type Grip = 'move' | 'size';

const handle = 12;

/** The frame around a selected stroke, and the handle at its lower right corner; all in the unit of `size`. */
export function frameOf(context: InkContext, stroke: DrawnStroke, size: Size): Rect {
  return bounds(context, stroke, size);
}

/** What pressing there would take hold of. Text and markers have no handle. */
export function gripAt(frame: Rect, point: Place, tool: DrawnStroke['tool']): Grip | undefined {
  const corner = { x: frame.x + frame.width, y: frame.y + frame.height };
  const atHandle = Math.abs(point.x - corner.x) <= handle && Math.abs(point.y - corner.y) <= handle;
  if (atHandle && tool !== 'text' && tool !== 'marker') return 'size';
  const isIn =
    point.x >= frame.x - 4 && point.x <= corner.x + 4 && point.y >= frame.y - 4 && point.y <= corner.y + 4;
  return isIn ? 'move' : undefined;
}

/** The points after moving by a part of the picture; none leaves it. */
export function movedPoints(numbers: readonly number[], by: Place): number[] {
  const points = decodePoints(numbers);
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const dx = within(by.x, -Math.min(...xs), 1 - Math.max(...xs));
  const dy = within(by.y, -Math.min(...ys), 1 - Math.max(...ys));
  return encodePoints(points.map((point) => ({ ...point, x: point.x + dx, y: point.y + dy })));
}

/** The points after the lower right corner moved by a part of the picture; the upper left one stays, and nothing leaves it. */
export function sizedPoints(numbers: readonly number[], by: Place): number[] {
  const points = decodePoints(numbers);
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const grown = (length: number, change: number, room: number): number =>
    length === 0 ? 1 : within((length + change) / length, 0.02, room / length);
  const [fx, fy] = [grown(width, by.x, 1 - left), grown(height, by.y, 1 - top)];
  return encodePoints(
    points.map((point) => ({ ...point, x: left + (point.x - left) * fx, y: top + (point.y - top) * fy })),
  );
}

export function renderFrame(context: CanvasRenderingContext2D, frame: Rect, tool: DrawnStroke['tool']): void {
  context.save();
  context.setLineDash([5, 4]);
  context.lineWidth = 1.5;
  for (const [color, offset] of [
    ['#0c0e14', 0],
    ['#fff', 5],
  ] as const) {
    context.strokeStyle = color;
    context.lineDashOffset = offset;
    context.strokeRect(frame.x, frame.y, frame.width, frame.height);
  }
  if (tool !== 'text' && tool !== 'marker') {
    context.setLineDash([]);
    context.fillStyle = '#fff';
    context.strokeStyle = '#0c0e14';
    context.beginPath();
    context.rect(frame.x + frame.width - 5, frame.y + frame.height - 5, 10, 10);
    context.fill();
    context.stroke();
  }
  context.restore();
}
