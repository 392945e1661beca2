import type { GrowingStroke, InkPointer, InkTarget, ParticipantId, StrokeId } from '@parley/protocol';
import { maxStrokePoints } from '@parley/protocol/constants';
import { isFreehand } from './gesture.ts';
import { isSamePicture } from './target.ts';
import type { VisibleStroke } from './render.ts';

export type Growing = Omit<GrowingStroke, 'topic'>;

interface Part extends Growing {
  readonly participantId: ParticipantId;
  heardAtMs: number;
}

/** Whoever says nothing of a stroke for so long has gone. */
const silenceMs = 5_000;
/** A pointer's trail is as long as this, and it is gone this long after it was moved last. */
export const trailMs = 900;
const pointerMs = 3_000;
/** Nobody draws more strokes at a time, nor points at more places in a moment; what is beyond is not theirs alone to fill. */
const mostStrokes = 8;
const mostPlaces = 120;

export interface Trail {
  readonly target: InkTarget;
  readonly color: InkPointer['color'];
  readonly places: { readonly x: number; readonly y: number; readonly atMs: number }[];
}

/** What others are drawing and pointing at right now: lossy, and gone when they go. Times are `performance.now()`. */
export class GrowingInk {
  readonly #strokes = new Map<StrokeId, Part>();
  readonly #trails = new Map<ParticipantId, Trail>();

  /** Adds points to a stroke; ones that are known already are left out, and a gap stays one. */
  grow(participantId: ParticipantId, growing: Growing, nowMs: number): void {
    const known = this.#strokes.get(growing.strokeId);
    if (known && known.participantId !== participantId) return;
    const before = known && isFreehand(growing.tool) ? known.points.slice(0, growing.from * 3) : [];
    const points = [...before, ...growing.points].slice(0, maxStrokePoints * 3);
    this.#strokes.set(growing.strokeId, { ...growing, points, participantId, heardAtMs: nowMs });
    const theirs = [...this.#strokes].filter(([, stroke]) => stroke.participantId === participantId);
    for (const [id] of theirs.slice(0, -mostStrokes)) this.#strokes.delete(id);
  }

  /** Forgets one stroke of them, or everything. */
  abandon(participantId: ParticipantId, strokeId?: StrokeId): void {
    for (const [id, stroke] of this.#strokes)
      if (stroke.participantId === participantId && (strokeId === undefined || id === strokeId))
        this.#strokes.delete(id);
    if (strokeId === undefined) this.#trails.delete(participantId);
  }

  /** It is there as a whole. */
  finished(strokeId: StrokeId): void {
    this.#strokes.delete(strokeId);
  }

  point(
    participantId: ParticipantId,
    { target, color, place }: Omit<InkPointer, 'topic'>,
    nowMs: number,
  ): void {
    const known = this.#trails.get(participantId);
    if (!place) return;
    const goesOn = known && isSamePicture(known.target, target);
    const places = goesOn ? known.places.filter(({ atMs }) => nowMs - atMs < trailMs).slice(-mostPlaces) : [];
    this.#trails.set(participantId, { target, color, places: [...places, { ...place, atMs: nowMs }] });
  }

  strokesOn(target: InkTarget, nowMs: number): (VisibleStroke & Pick<Part, 'participantId' | 'points'>)[] {
    this.#forgetOld(nowMs);
    return [...this.#strokes.values()].filter((stroke) => isSamePicture(stroke.target, target));
  }

  trailsOn(target: InkTarget, nowMs: number): Trail[] {
    this.#forgetOld(nowMs);
    return [...this.#trails.values()].filter((trail) => isSamePicture(trail.target, target));
  }

  /** Nothing to draw, on any picture. */
  isEmpty(nowMs: number): boolean {
    this.#forgetOld(nowMs);
    return this.#strokes.size === 0 && this.#trails.size === 0;
  }

  #forgetOld(nowMs: number): void {
    for (const [id, { heardAtMs }] of this.#strokes)
      if (nowMs - heardAtMs > silenceMs) this.#strokes.delete(id);
    for (const [id, { places }] of this.#trails)
      if (nowMs - (places.at(-1)?.atMs ?? 0) > pointerMs) this.#trails.delete(id);
  }
}
