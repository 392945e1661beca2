import { z } from 'zod';
import { maxStrokePoints, maxStrokeText, inkUnits } from './constants.ts';
import { engagementId, participantId, stillId, strokeId, timestamp } from './ids.ts';

/** The picture of somebody that can be drawn on, and frozen. */
export const liveSource = z.enum(['camera', 'screen']);
export const livePicture = z.object({ participantId, source: liveSource });
export type LivePicture = z.infer<typeof livePicture>;

/** What a stroke lies on. Ink shows only where this picture does. */
export const inkTarget = z.discriminatedUnion('kind', [
  livePicture.extend({ kind: z.literal('live') }),
  z.object({ kind: z.literal('still'), stillId }),
]);
export type InkTarget = z.infer<typeof inkTarget>;

export const inkTool = z.enum([
  'pen',
  'highlighter',
  'arrow',
  'line',
  'rectangle',
  'ellipse',
  'marker', // a numbered dot
  'text',
]);
export type InkTool = z.infer<typeof inkTool>;

export const inkColor = z.enum(['red', 'orange', 'yellow', 'green', 'blue', 'violet']);
export type InkColor = z.infer<typeof inkColor>;

export const inkWidth = z.enum(['thin', 'medium', 'thick']);
export type InkWidth = z.infer<typeof inkWidth>;

/** 0 is the left or upper edge of the picture, `inkUnits` the right or lower one. */
const coordinate = z.int().min(0).max(inkUnits);

/**
 * Points one after the other, three numbers each: x, y, and pressure 0..255 (128 where the device knows none). In the
 * picture as its camera or screen delivers it: after rotation, before any mirroring.
 */
export const inkPoints = z
  .array(coordinate)
  .min(3)
  .max(3 * maxStrokePoints)
  .refine((numbers) => numbers.length % 3 === 0 && numbers.every((n, at) => at % 3 !== 2 || n <= 255), {
    message: 'not triples of x, y and pressure',
  });

/** Text is drawn as characters, never read as markup. */
export const inkText = z.string().min(1).max(maxStrokeText);

const look = { target: inkTarget, tool: inkTool, color: inkColor, width: inkWidth };

/**
 * One mark of ink. Pen and highlighter have as many points as they need; arrow, line, rectangle and ellipse two (from, to; opposite
 * corners); marker and text one (the middle of the dot; the left end of the first line's baseline).
 */
export const stroke = z.object({
  id: strokeId,
  ...look,
  points: inkPoints,
  text: inkText.optional(),
});
export type Stroke = z.infer<typeof stroke>;

/** A stroke in the engagement: whose, since when, and for a marker its number. */
export const drawnStroke = stroke.extend({
  participantId,
  at: timestamp,
  number: z.int().min(1).optional(),
});
export type DrawnStroke = z.infer<typeof drawnStroke>;

/** What a scenario says of ink and stills; what it allows whom is among its permissions. */
export const inkTerms = z.object({
  /** Ink on live pictures is gone after this, seconds; absent: it stays until cleared. Ink on stills always stays. */
  fadeSeconds: z.int().min(2).max(600).optional(),
  /** The customer may forbid drawing on their picture, and freezing it. */
  mayRefuse: z.boolean(),
});
export type InkTerms = z.infer<typeof inkTerms>;

/** What the customer can forbid, and permit again. */
export const consentMatter = z.enum(['ink', 'freeze']);
export type ConsentMatter = z.infer<typeof consentMatter>;

const command = <T extends string>(type: T) => z.object({ type: z.literal(type), id: z.int(), engagementId });

/** A finished stroke. */
export const inkDraw = command('ink.draw').extend({ stroke });
/** An own stroke somewhere else, larger or smaller, or with other words. */
export const inkChange = command('ink.change').extend({
  strokeId,
  points: inkPoints,
  text: inkText.optional(),
});
/** Own strokes. */
export const inkErase = command('ink.erase').extend({ strokeIds: z.array(strokeId).min(1).max(200) });
/** `all` is for associates. */
export const inkClear = command('ink.clear').extend({ target: inkTarget, whose: z.enum(['own', 'all']) });
export const consentWithdraw = command('consent.withdraw').extend({ matter: consentMatter });
export const consentGive = command('consent.give').extend({ matter: consentMatter });

/** On the lossy lane: the newest points of a stroke being drawn. */
export const growingStroke = z.object({
  topic: z.literal('stroke'),
  strokeId,
  ...look,
  /** Which point `points` begins with; 0 is the stroke's first. */
  from: z.int().min(0).max(maxStrokePoints),
  points: inkPoints,
  text: inkText.optional(),
});
export type GrowingStroke = z.infer<typeof growingStroke>;

/** On the lossy lane: a stroke that was begun and will not be finished. */
export const abandonedStroke = z.object({ topic: z.literal('stroke-gone'), strokeId });

/** On the lossy lane: where somebody points; its trail fades. Without a place they stopped. */
export const inkPointer = z.object({
  topic: z.literal('pointer'),
  target: inkTarget,
  color: inkColor,
  place: z.object({ x: coordinate, y: coordinate }).optional(),
});
export type InkPointer = z.infer<typeof inkPointer>;
