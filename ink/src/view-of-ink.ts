import type { DrawnStroke, InkTarget, ParticipantId, Stroke } from '@parley/protocol';
import { FinishedInk } from './finished-ink.ts';
import { pictureRect, type Rect } from './geometry.ts';
import type { GrowingInk } from './growing.ts';
import type { InkLayerOptions, InkPicture } from './layer-options.ts';
import { clear, mirrored, paintInk, renderTrail } from './paint.ts';
import { fading, type VisibleStroke } from './render.ts';
import type { Surface } from './surface.ts';
import { isSamePicture } from './target.ts';

type Names = Pick<InkLayerOptions, 'authorOf' | 'fadesAt' | 'serverNow'>;

/** What is on the picture besides finished strokes. */
export interface Moving {
  readonly growing: GrowingInk;
  /** The own stroke under way. */
  readonly own: VisibleStroke | undefined;
  /** An own finished stroke that is held, as it is seen. */
  readonly dragged: DrawnStroke | undefined;
  /** Frames and crosses, over everything. */
  readonly renderMarks: (rect: Rect) => void;
}

/** Part of a frame that painting may take before the rest waits for the next one. */
const frameMs = 8;

const on = <S extends { readonly target: InkTarget }>(target: InkTarget, strokes: readonly S[]): S[] =>
  strokes.filter((stroke) => isSamePicture(stroke.target, target));

/** Paints the two canvases: what stays on the one, and what moves, fades or is held on the other. */
export class ViewOfInk {
  readonly #surface: Surface;
  readonly #options: Names;
  readonly #finished: FinishedInk;
  #staying: readonly VisibleStroke[] = [];
  #leaving: readonly VisibleStroke[] = [];
  /** Milliseconds until the next stroke begins to fade; 0 while one does. */
  #fadesInMs = Infinity;

  constructor(surface: Surface, options: Names) {
    this.#surface = surface;
    this.#options = options;
    this.#finished = new FinishedInk(surface.finished);
  }

  get fadesInMs(): number {
    return this.#fadesInMs;
  }

  /** Decides anew what stays and what fades. What is dragged is neither. */
  sort(
    picture: InkPicture | undefined,
    strokes: readonly DrawnStroke[],
    set: readonly Stroke[],
    held: { readonly self: ParticipantId | undefined; readonly dragged: DrawnStroke | undefined },
  ): void {
    this.#fadesInMs = Infinity;
    this.#staying = [];
    this.#leaving = [];
    if (!picture) return;
    const nowMs = this.#options.serverNow?.() ?? 0;
    const seen = <S extends Stroke>(stroke: S): S => (picture.mirrored ? mirrored(stroke) : stroke);
    const visible = on(picture.target, strokes)
      .filter(({ id }) => id !== held.dragged?.id)
      .map((stroke) => {
        const isOwn = stroke.participantId === held.self;
        const author = isOwn ? undefined : this.#options.authorOf(stroke.participantId);
        return { ...seen(stroke), author, alpha: this.#alphaOf(stroke, nowMs) };
      });
    this.#staying = [...visible.filter(({ alpha }) => alpha === 1), ...on(picture.target, set).map(seen)];
    this.#leaving = visible.filter(({ alpha }) => alpha > 0 && alpha < 1);
  }

  /** @returns whether all of it is there; otherwise it is to be called again in the next frame */
  paintFinished(picture: InkPicture | undefined): boolean {
    return this.#finished.paint(this.#surface, picture, this.#staying, performance.now() + frameMs);
  }

  paintMoving(
    picture: InkPicture | undefined,
    { growing, own, dragged, renderMarks }: Moving,
    nowMs: number,
  ): void {
    const { moving } = this.#surface;
    clear(moving);
    if (!picture) return;
    const theirs = growing
      .strokesOn(picture.target, nowMs)
      .map((stroke) => ({ ...stroke, author: this.#options.authorOf(stroke.participantId) }));
    const seen = picture.mirrored ? theirs.map(mirrored) : theirs;
    const strokes = [...this.#leaving, ...seen];
    if (dragged) strokes.push(dragged);
    if (own) strokes.push(own);
    paintInk(moving, this.#surface, picture, strokes, () => {
      const rect = pictureRect(this.#surface.box, picture);
      const trailed = { ...rect, isMirrored: picture.mirrored === true };
      for (const trail of growing.trailsOn(picture.target, nowMs)) renderTrail(moving, trail, trailed, nowMs);
      renderMarks(rect);
    });
  }

  #alphaOf(stroke: DrawnStroke, nowMs: number): number {
    const fadesAtMs = this.#options.fadesAt?.(stroke);
    if (fadesAtMs === undefined) return 1;
    if (fadesAtMs > nowMs)
      this.#fadesInMs = Math.min(this.#fadesInMs, Math.max(fadesAtMs - 1_000 - nowMs, 0));
    return fading(fadesAtMs, nowMs);
  }
}
