import { inkUnits, maxStrokePoints } from '@parley/protocol/constants';
import { within, type Place } from './geometry.ts';

/** A place where a stroke goes through, and how hard it was pressed there, 0..1. */
export interface InkPoint extends Place {
  readonly pressure: number;
}

/** What devices without pressure give. */
export const plainPressure = 128 / 255;

/** As protocol carries it: x, y and pressure of each point, one after the other. Places outside go to the edge. */
export function encodePoints(points: readonly InkPoint[]): number[] {
  return points.flatMap(({ x, y, pressure }) => [
    Math.round(within(x, 0, 1) * inkUnits),
    Math.round(within(y, 0, 1) * inkUnits),
    Math.round(within(pressure, 0, 1) * 255),
  ]);
}

/** @param numbers triples, as protocol carries them */
export function decodePoints(numbers: readonly number[]): InkPoint[] {
  const points: InkPoint[] = [];
  for (let at = 0; at + 2 < numbers.length; at += 3)
    points.push({
      x: (numbers[at] ?? 0) / inkUnits,
      y: (numbers[at + 1] ?? 0) / inkUnits,
      pressure: (numbers[at + 2] ?? 0) / 255,
    });
  return points;
}

/** A stroke stays within this of where it was drawn, as a part of the picture: under a pixel of a 4K picture. */
const tolerance = 0.0002;

/**
 * Fewer points for the same line (Douglas and Peucker, 1973), at most as many as a stroke may have.
 * @param aspect width of the picture for a height of 1
 * @param most how many points there may be, 2 or more
 */
export function simplified(
  points: readonly InkPoint[],
  aspect: number,
  most = maxStrokePoints,
): readonly InkPoint[] {
  let allowed = tolerance;
  let simple = keepNecessary(points, aspect, allowed);
  while (simple.length > most) {
    allowed *= 2;
    simple = keepNecessary(points, aspect, allowed);
  }
  return simple;
}

function keepNecessary(points: readonly InkPoint[], aspect: number, allowed: number): readonly InkPoint[] {
  if (points.length < 3) return points;
  const kept = new Set([0, points.length - 1]);
  const open: [number, number][] = [[0, points.length - 1]];
  for (let part = open.pop(); part; part = open.pop()) {
    const [from, to] = part;
    let [farthest, distance] = [0, allowed];
    for (let at = from + 1; at < to; at += 1) {
      const here = distanceTo(points[at], points[from], points[to], aspect);
      if (here > distance) [farthest, distance] = [at, here];
    }
    if (farthest === 0) continue;
    kept.add(farthest);
    open.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, at) => kept.has(at));
}

/** Of a point from a stretch of line, in heights of the picture; pressure counts a little too. */
function distanceTo(
  point: InkPoint | undefined,
  from: InkPoint | undefined,
  to: InkPoint | undefined,
  aspect: number,
): number {
  if (!point || !from || !to) return 0;
  const [dx, dy] = [(to.x - from.x) * aspect, to.y - from.y];
  const [px, py] = [(point.x - from.x) * aspect, point.y - from.y];
  const length = dx * dx + dy * dy;
  const part = length === 0 ? 0 : within((px * dx + py * dy) / length, 0, 1);
  const pressure = from.pressure + (to.pressure - from.pressure) * part;
  return Math.hypot(px - part * dx, py - part * dy) + Math.abs(point.pressure - pressure) * 0.002;
}
