import { chaptersOf, type Chapter } from './chapters.ts';
import { holdsIn } from './holds.ts';
import {
  inkBoundaries,
  inkSlides,
  inkTimelineOf,
  type Freeze,
  type InkSlide,
  type InkTimeline,
} from './ink-timeline.ts';
import { layoutOf, type Placed } from './layout.ts';
import type { CompositionMaterial, TakeMaterial } from './material.ts';
import { piecesOf, type Piece } from './piece.ts';
import type { CompositionWords } from './words.ts';

/** Frames per second of every composition. Time is cut at frames, so that nothing adds up over an hour. */
export const frameRate = 30;

/** A picture in a window, and where in its take the window begins. */
export interface Shown extends Placed {
  readonly take: TakeMaterial;
  readonly fromMs: number;
  readonly untilMs: number;
  /** How long its first frame stands before the take begins. */
  readonly leadMs: number;
}

/** A stretch of time in which everything stays where it is. */
export interface Window {
  /** From the beginning of the composition. */
  readonly firstFrame: number;
  readonly frames: number;
  readonly shown: readonly Shown[];
  /** What stands in the middle when there is no picture. */
  readonly card: string | undefined;
  /** The still that fills the stage instead of a live picture: its JPEG file. */
  readonly still?: { readonly path: string } | undefined;
  /** What lies on the stage's picture; always there with a still. */
  readonly ink?: readonly InkSlide[] | undefined;
  /** The size of the live picture on the stage, pixels. */
  readonly stagePicture?: { readonly width: number; readonly height: number } | undefined;
}

export interface Plan {
  /** Milliseconds since 1970. */
  readonly startedAtMs: number;
  readonly frames: number;
  readonly windows: readonly Window[];
  /** Sound, and when it begins: milliseconds from the beginning of the composition. */
  readonly sounds: readonly { readonly take: TakeMaterial; readonly delayMs: number }[];
  readonly chapters: readonly Chapter[];
}

interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** By what it is of: a picture without a key frame is no sound. */
export const isSound = ({ source }: TakeMaterial): boolean =>
  source === 'microphone' || source === 'screen-audio';
const endOf = ({ startedAtMs, durationMs }: TakeMaterial): number => startedAtMs + durationMs;

/** Where everything goes; undefined when there is nothing to see or hear. */
export function planOf(material: CompositionMaterial, words: CompositionWords): Plan | undefined {
  const takes = material.takes.filter((take) => isSound(take) || take.pictures.length > 0);
  if (takes.length === 0) return undefined;
  const startedAtMs = Math.min(...takes.map((take) => take.startedAtMs));
  const frames = Math.max(1, frameAt(Math.max(...takes.map(endOf)) - startedAtMs));
  const holds = holdsIn(material.events, material.endedAtMs);
  const beginnings = [startedAtMs, ...holds.map(({ untilMs }) => untilMs)];
  const pieces = takes
    .filter((take) => !isSound(take))
    .flatMap(piecesOf)
    .map((piece) => fromBeginning(piece, beginnings));
  return {
    startedAtMs,
    frames,
    windows: windowsOf(
      { pieces, holds, startedAtMs, frames, timeline: inkTimelineOf(material.events, material.endedAtMs) },
      material,
      words,
    ),
    sounds: takes
      .filter(isSound)
      .map((take) => ({ take, delayMs: Math.max(0, Math.round(take.startedAtMs - startedAtMs)) })),
    chapters: chaptersOf(material, { startedAtMs, lengthMs: (frames * 1_000) / frameRate }, words),
  };
}

/** The first frame that is not before this time: what begins in the middle of a frame is seen from the next on. */
const frameAt = (ms: number): number => Math.ceil((ms * frameRate) / 1_000 - 1e-6);

/** Until a key frame has come there is sound but no picture. Nobody wants to look at a card for so short a time. */
const settlingMs = 1_500;

function fromBeginning(piece: Piece, beginnings: readonly number[]): Piece {
  const begin = beginnings.findLast((at) => at < piece.fromMs && piece.fromMs - at <= settlingMs);
  const isFirst = piece.fromMs === piece.take.startedAtMs;
  return begin === undefined || !isFirst ? piece : { ...piece, fromMs: begin };
}

interface Timeline {
  readonly pieces: readonly Piece[];
  readonly holds: readonly Span[];
  readonly startedAtMs: number;
  readonly frames: number;
  readonly timeline: InkTimeline;
}

function windowsOf(given: Timeline, material: CompositionMaterial, words: CompositionWords): Window[] {
  const { pieces, holds, startedAtMs, frames, timeline } = given;
  const frameOf = (ms: number) => Math.min(frames, Math.max(0, frameAt(ms - startedAtMs)));
  // A still that is kept no longer can't be shown: then the live picture goes on.
  const freezes = timeline.freezes.filter(({ stillId }) => material.stills?.has(stillId));
  const spans = [...pieces, ...holds, ...freezes];
  const cuts = [
    ...[0, frames],
    ...spans.flatMap(({ fromMs, untilMs }) => [frameOf(fromMs), frameOf(untilMs)]),
    ...inkBoundaries(timeline.moments).map(frameOf),
  ];
  const ordered = [...new Set(cuts)].sort((a, b) => a - b);
  return ordered.slice(0, -1).map((firstFrame, index) => {
    const lastFrame = ordered[index + 1] ?? frames;
    const covers = ({ fromMs, untilMs }: Span) =>
      frameOf(fromMs) <= firstFrame && frameOf(untilMs) >= lastFrame;
    const held = holds.some(covers);
    const freeze = held ? undefined : freezes.findLast(covers);
    const placed = held
      ? []
      : layoutOf(latestOfEach(pieces.filter(covers)), material.people, freeze !== undefined);
    const beginMs = startedAtMs + (firstFrame * 1_000) / frameRate;
    const isEmpty = placed.length === 0 && !freeze;
    const window = { firstFrame, frames: lastFrame - firstFrame };
    return {
      ...window,
      card: isEmpty ? (held ? words.onHold : words.withoutPicture(namesIn(material))) : undefined,
      shown: placed.map(({ piece, ...place }) => shownIn(piece, place, beginMs)),
      ...onStage({ window, placed, freeze, frameOf }, timeline, material),
    };
  });
}

const shownIn = (piece: Piece, place: Placed, beginMs: number): Shown => ({
  ...place,
  take: piece.take,
  fromMs: Math.max(0, beginMs - piece.take.startedAtMs),
  untilMs: piece.untilMs - piece.take.startedAtMs,
  leadMs: Math.max(0, piece.take.startedAtMs - beginMs),
});

interface StageFacts {
  readonly window: Pick<Window, 'firstFrame' | 'frames'>;
  readonly placed: ReturnType<typeof layoutOf>;
  readonly freeze: Freeze | undefined;
  readonly frameOf: (ms: number) => number;
}

/** The still on the stage, or the ink on what is live there. Ink on a picture that is only an inset is left out: too small to tell anything. */
function onStage(
  { window, placed, freeze, frameOf }: StageFacts,
  { moments }: InkTimeline,
  { stills }: CompositionMaterial,
): Pick<Window, 'still' | 'ink' | 'stagePicture'> {
  const path = freeze && stills?.get(freeze.stillId);
  if (freeze && path !== undefined) {
    const slides = inkSlides(moments, { kind: 'still', stillId: freeze.stillId }, window, frameOf);
    return { still: { path }, ink: slides ?? [{ frames: window.frames, strokes: [] }] };
  }
  const stage = placed.find(({ inset }) => !inset)?.piece;
  if (!stage || (stage.take.source !== 'camera' && stage.take.source !== 'screen')) return {};
  const { participantId, source } = stage.take;
  const ink = inkSlides(moments, { kind: 'live', participantId, source }, window, frameOf);
  return ink ? { ink, stagePicture: { width: stage.width, height: stage.height } } : {};
}

/** Where a connection replaces another, both may have pictures for a moment: the newer one counts. */
function latestOfEach(pieces: readonly Piece[]): Piece[] {
  const latest = new Map<string, Piece>();
  for (const piece of pieces) {
    const key = `${piece.take.participantId} ${piece.take.source}`;
    const before = latest.get(key);
    if (!before || piece.fromMs >= before.fromMs) latest.set(key, piece);
  }
  return [...latest.values()];
}

const namesIn = ({ people }: CompositionMaterial): string[] =>
  people.flatMap(({ name, device }) => (name === undefined || device !== undefined ? [] : [name]));
