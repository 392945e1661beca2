import type { InkColor, InkTool, InkWidth, StrokeId } from '@parley/protocol';
import { maxStrokePoints } from '@parley/protocol/constants';
import { isInside, within, type Place } from './geometry.ts';
import { encodePoints, plainPressure, simplified, type InkPoint } from './points.ts';

/** What the person holds in their hand. */
export interface InkPen {
  readonly tool: InkTool;
  readonly color: InkColor;
  readonly width: InkWidth;
}

/** A stroke under way. Places are those of the picture. */
export interface Gesture {
  readonly id: StrokeId;
  readonly pen: InkPen;
  readonly points: InkPoint[];
  /** How many points the others have been told of. */
  told: number;
}

export const isFreehand = (tool: InkTool): boolean => tool === 'pen' || tool === 'highlighter';
/** What needs one place only, and is set where it is pressed. */
export const isSpot = (tool: InkTool): boolean => tool === 'marker' || tool === 'text';

/** Begins a stroke; undefined beside the picture. */
export function begin(
  id: StrokeId,
  pen: InkPen,
  place: Place,
  pressure = plainPressure,
): Gesture | undefined {
  if (!isInside(place)) return undefined;
  return { id, pen, points: [{ ...place, pressure }], told: 0 };
}

/** Goes on to this place, along the edge where it is beyond it. */
export function extend({ pen, points }: Gesture, place: Place, pressure = plainPressure): void {
  const point = { x: within(place.x, 0, 1), y: within(place.y, 0, 1), pressure };
  if (isSpot(pen.tool)) points[0] = point;
  else if (!isFreehand(pen.tool)) points[1] = point;
  else if (points.length < maxStrokePoints * 5) {
    const last = points.at(-1);
    if (last?.x !== point.x || last.y !== point.y) points.push(point);
  }
}

/** What is new since the others were told last; undefined when nothing is. */
export function news(gesture: Gesture): { readonly from: number; readonly points: number[] } | undefined {
  const { pen, points } = gesture;
  if (!isFreehand(pen.tool)) return { from: 0, points: encodePoints(points) };
  if (points.length <= gesture.told || gesture.told >= maxStrokePoints) return undefined;
  const [from, to] = [gesture.told, Math.min(points.length, maxStrokePoints)];
  gesture.told = to;
  return { from, points: encodePoints(points.slice(from, to)) };
}

/** The points of the finished stroke; undefined for one that is none: a line of no length. */
export function finish({ pen, points }: Gesture, aspect: number): number[] | undefined {
  if (isFreehand(pen.tool)) return encodePoints(simplified(points, aspect));
  if (isSpot(pen.tool)) return encodePoints(points.slice(0, 1));
  const [from, to] = points;
  if (!from || !to || Math.hypot((to.x - from.x) * aspect, to.y - from.y) < 0.004) return undefined;
  return encodePoints([from, to]);
}
