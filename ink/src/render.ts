import type { InkColor, Stroke } from '@parley/protocol';
import { getStroke } from 'perfect-freehand';
import type { InkContext, InkPath } from './context.ts';
import type { Size } from './geometry.ts';
import { dotRadius, letterHeight, lineWidth, palette } from './palette.ts';
import { decodePoints, type InkPoint } from './points.ts';

/** A stroke as far as it is drawn: one that is finished, or one that still grows. */
export type VisibleStroke = Omit<Stroke, 'id'> & {
  readonly number?: number | undefined;
  /** 0..1, for what fades; 1 unless given. */
  readonly alpha?: number | undefined;
  /** Set in small letters where the stroke begins. */
  readonly author?: string | undefined;
};

const font = "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const lineHeight = 1.2;

/**
 * Strokes over a picture of this size whose left upper corner is the context's origin, in their order. Nothing is drawn
 * beyond the picture. Text is set as characters, whatever they are.
 * @param size of the picture where it is drawn, in the context's unit
 */
export function renderInk(context: InkContext, strokes: readonly VisibleStroke[], size: Size): void {
  context.save();
  context.beginPath();
  context.rect(0, 0, size.width, size.height);
  context.clip();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of strokes) renderStroke(context, stroke, size);
  context.restore();
}

function renderStroke(context: InkContext, stroke: VisibleStroke, size: Size): void {
  context.globalAlpha = stroke.alpha ?? 1;
  switch (stroke.tool) {
    case 'pen':
    case 'highlighter':
      free(context, stroke, size);
      break;
    case 'marker':
      marker(context, stroke, size);
      break;
    case 'text':
      words(context, stroke, size);
      break;
    default:
      shape(context, stroke, size);
  }
  if (stroke.author) signature(context, stroke, stroke.author, size);
}

/** Freehand strokes are given their form at this height of the picture, and drawn larger or smaller from there. */
const formHeight = 1_000;

interface Form {
  readonly aspect: number;
  readonly outline: readonly (readonly [number, number])[];
  readonly path: InkPath | undefined;
}

/** Strokes never change, they are replaced: so is their form. */
const forms = new WeakMap<readonly number[], Form>();

function formOf({ points, tool, width }: VisibleStroke, size: Size): Form {
  const aspect = size.width / size.height;
  const known = forms.get(points);
  if (known && Math.abs(known.aspect / aspect - 1) < 0.001) return known;
  const formSize = { width: formHeight * aspect, height: formHeight };
  const places = decodePoints(points).map(({ x, y, pressure }) => [
    x * formSize.width,
    y * formSize.height,
    pressure,
  ]);
  const outline = getStroke(places, {
    size: lineWidth(width, tool, formSize) * (tool === 'pen' ? 1.25 : 1),
    thinning: tool === 'pen' ? 0.45 : 0,
    smoothing: 0.5,
    streamline: 0.25,
    simulatePressure: false,
    last: true,
  }).map(([x, y]): [number, number] => [x, y]);
  const form = { aspect, outline, path: pathOf(outline) };
  forms.set(points, form);
  return form;
}

/** The browser's, where there is one. */
declare const Path2D: (new () => InkPath) | undefined;

/** Undefined where there are no paths to keep: outside of browsers. */
function pathOf(outline: Form['outline']): InkPath | undefined {
  if (typeof Path2D === 'undefined') return undefined;
  const path = new Path2D();
  smooth(path, outline);
  return path;
}

function free(context: InkContext, stroke: VisibleStroke, size: Size): void {
  const { aspect, outline, path } = formOf(stroke, size);
  const { fill, outline: around } = palette[stroke.color];
  context.save();
  context.scale(size.width / (formHeight * aspect), size.height / formHeight);
  if (!path) {
    context.beginPath();
    smooth(context, outline);
  }
  if (stroke.tool === 'highlighter') {
    // One flat layer: where a stroke crosses itself it is no darker.
    context.globalAlpha *= 0.45;
  } else {
    context.strokeStyle = around;
    context.lineWidth = lineWidth('thin', 'pen', { width: formHeight * aspect, height: formHeight }) * 0.55;
    if (path) context.stroke(path);
    else context.stroke();
  }
  context.fillStyle = fill;
  if (path) context.fill(path);
  else context.fill();
  context.restore();
}

/** Through the middles between the points, which makes a polygon round. */
function smooth(path: InkPath, points: Form['outline']): void {
  const [first] = points;
  if (!first) return;
  const last = points.at(-1) ?? first;
  path.moveTo((last[0] + first[0]) / 2, (last[1] + first[1]) / 2);
  points.forEach(([x, y], at) => {
    const [nextX, nextY] = points[at + 1] ?? first;
    path.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  });
  path.closePath();
}

function shape(context: InkContext, stroke: VisibleStroke, size: Size): void {
  const [from, to] = cornersOf(stroke, size);
  if (!from || !to) return;
  const width = lineWidth(stroke.width, stroke.tool, size);
  twice(context, stroke.color, width, size, () => {
    context.beginPath();
    switch (stroke.tool) {
      case 'rectangle':
        context.rect(from.x, from.y, to.x - from.x, to.y - from.y);
        break;
      case 'ellipse':
        context.ellipse(
          (from.x + to.x) / 2,
          (from.y + to.y) / 2,
          Math.abs(to.x - from.x) / 2,
          Math.abs(to.y - from.y) / 2,
          0,
          0,
          2 * Math.PI,
        );
        break;
      default:
        context.moveTo(from.x, from.y);
        context.lineTo(to.x, to.y);
        if (stroke.tool === 'arrow') head(context, from, to, width);
    }
  });
}

const cornersOf = ({ points }: VisibleStroke, size: Size): InkPoint[] =>
  decodePoints(points).map(({ x, y, pressure }) => ({ x: x * size.width, y: y * size.height, pressure }));

function head(context: InkContext, from: InkPoint, to: InkPoint, width: number): void {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const length = Math.min(width * 4.5, Math.hypot(to.x - from.x, to.y - from.y));
  for (const side of [-1, 1]) {
    context.moveTo(to.x, to.y);
    context.lineTo(
      to.x - length * Math.cos(angle + side * 0.5),
      to.y - length * Math.sin(angle + side * 0.5),
    );
  }
}

/** First wider in the colour around it, then as it is. */
function twice(context: InkContext, color: InkColor, width: number, size: Size, path: () => void): void {
  const { fill, outline } = palette[color];
  path();
  context.strokeStyle = outline;
  context.lineWidth = width + lineWidth('thin', 'pen', size) * 0.6;
  context.stroke();
  context.strokeStyle = fill;
  context.lineWidth = width;
  context.stroke();
}

function marker(context: InkContext, stroke: VisibleStroke, size: Size): void {
  const [at] = cornersOf(stroke, size);
  if (!at) return;
  const { fill, outline } = palette[stroke.color];
  const radius = dotRadius(stroke.width, size);
  context.beginPath();
  context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
  context.strokeStyle = outline;
  context.lineWidth = radius * 0.28;
  context.stroke();
  context.fillStyle = fill;
  context.fill();
  context.font = `700 ${String(radius * 1.15)}px ${font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = stroke.color === 'yellow' || stroke.color === 'orange' ? '#14161c' : '#fff';
  context.fillText(stroke.number === undefined ? '•' : String(stroke.number), at.x, at.y + radius * 0.06);
}

function words(context: InkContext, stroke: VisibleStroke, size: Size): void {
  const [at] = cornersOf(stroke, size);
  if (!at || stroke.text === undefined) return;
  const { fill, outline } = palette[stroke.color];
  const height = letterHeight(stroke.width, size);
  context.font = `650 ${String(height)}px ${font}`;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.strokeStyle = outline;
  context.lineWidth = height * 0.18;
  context.fillStyle = fill;
  stroke.text.split('\n').forEach((line, n) => {
    const y = at.y + n * height * lineHeight;
    context.strokeText(line, at.x, y);
    context.fillText(line, at.x, y);
  });
}

/** Who it is from, on a plate beside the stroke's beginning and within the picture. */
function signature(context: InkContext, stroke: VisibleStroke, author: string, size: Size): void {
  const [at] = cornersOf(stroke, size);
  if (!at) return;
  const height = Math.max(letterHeight('thin', size) * 0.55, 9);
  context.font = `600 ${String(height)}px ${font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const width = context.measureText(author).width + height;
  const x = Math.min(Math.max(at.x - width / 2, 0), Math.max(size.width - width, 0));
  const above = at.y - height * 2.4;
  const y = above > 0 ? above : at.y + height * 0.9;
  context.fillStyle = palette[stroke.color].fill;
  context.beginPath();
  context.rect(x, y, width, height * 1.5);
  context.fill();
  context.fillStyle = stroke.color === 'yellow' || stroke.color === 'orange' ? '#14161c' : '#fff';
  context.fillText(author, x + height / 2, y + height * 0.78);
}

/** The box around a stroke, in the unit of `size`; with room for how thick it is. */
export function bounds(context: InkContext, stroke: VisibleStroke, size: Size) {
  const points = cornersOf(stroke, size);
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - x, Math.max(...ys) - y];
  if (stroke.tool === 'marker') return around(x, y, 0, 0, dotRadius(stroke.width, size));
  if (stroke.tool !== 'text') return around(x, y, width, height, lineWidth(stroke.width, stroke.tool, size));
  const letters = letterHeight(stroke.width, size);
  context.font = `650 ${String(letters)}px ${font}`;
  const lines = (stroke.text ?? '').split('\n');
  const widest = Math.max(...lines.map((line) => context.measureText(line).width));
  return around(x, y - letters, widest, letters * (1 + (lines.length - 1) * lineHeight), letters * 0.2);
}

const around = (x: number, y: number, width: number, height: number, room: number) => ({
  x: x - room,
  y: y - room,
  width: width + 2 * room,
  height: height + 2 * room,
});

/** How visible something is that fades: 1 until a second before it is gone. */
export function fading(fadesAtMs: number | undefined, nowMs: number): number {
  return fadesAtMs === undefined ? 1 : Math.min(Math.max((fadesAtMs - nowMs) / 1_000, 0), 1);
}
