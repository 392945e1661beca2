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
  points: InkPoint[];
  /** Counts how often the points became others. */
  version: number;
  /** What the others have been told: up to which point, of which version, and when. */
  told: { readonly points: number; readonly version: number; readonly atMs: number };
  /** So many points have been simplified already. */
  settled: number;
}

/** From so many new points on they are simplified before the stroke is finished: both to paint and to send them. */
const loosePoints = 400;
/** The others take a stroke of which they hear nothing for given up; they are told before. */
const aliveMs = 2_000;

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
  return {
    id,
    pen,
    points: [{ ...place, pressure }],
    version: 1,
    told: { points: 0, version: 0, atMs: -Infinity },
    settled: 0,
  };
}

/**
 * Goes on to this place, along the edge where it is beyond it.
 * @param aspect width of the picture for a height of 1
 */
export function extend(gesture: Gesture, place: Place, aspect: number, pressure = plainPressure): void {
  const { pen, points } = gesture;
  const point = { x: within(place.x, 0, 1), y: within(place.y, 0, 1), pressure };
  const last = points.at(-1);
  if (last?.x === point.x && last.y === point.y) return;
  gesture.version += 1;
  if (isSpot(pen.tool)) points[0] = point;
  else if (!isFreehand(pen.tool)) points[1] = point;
  else {
    points.push(point);
    if (points.length - gesture.settled >= loosePoints) settle(gesture, aspect);
  }
}

/** What was drawn last, in fewer points; everything, where that leaves too little room. */
function settle(gesture: Gesture, aspect: number): void {
  const { points, settled } = gesture;
  const from = Math.max(settled - 1, 0);
  const tail = simplified(points.slice(from), aspect);
  const joined = [...points.slice(0, from), ...tail];
  const room = maxStrokePoints - loosePoints;
  gesture.points = joined.length > room ? [...simplified(joined, aspect, room / 2)] : joined;
  gesture.settled = gesture.points.length;
  gesture.told = { ...gesture.told, points: 0 };
}

/** What the others have not been told yet, or must hear again; undefined when there is nothing. */
export function news(
  gesture: Gesture,
  nowMs: number,
): { readonly from: number; readonly points: number[] } | undefined {
  const { pen, points, version, told } = gesture;
  const isNew = told.version !== version;
  if (!isNew && nowMs - told.atMs < aliveMs) return undefined;
  gesture.told = { points: points.length, version, atMs: nowMs };
  if (!isFreehand(pen.tool)) return { from: 0, points: encodePoints(points) };
  const from = isNew ? told.points : points.length - 1;
  return { from, points: encodePoints(points.slice(from)) };
}

/** The points of the finished stroke; undefined for one that is none: a line of no length. */
export function finish({ pen, points }: Gesture, aspect: number): number[] | undefined {
  if (isFreehand(pen.tool)) return encodePoints(simplified(points, aspect));
  if (isSpot(pen.tool)) return encodePoints(points.slice(0, 1));
  const [from, to] = points;
  if (!from || !to || Math.hypot((to.x - from.x) * aspect, to.y - from.y) < 0.004) return undefined;
  return encodePoints([from, to]);
}
