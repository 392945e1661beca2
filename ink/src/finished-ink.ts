import { pictureRect, type Showing } from './geometry.ts';
import { clear, paintInk } from './paint.ts';
import type { VisibleStroke } from './render.ts';
import type { Surface } from './surface.ts';

type Scene = Pick<Surface, 'box' | 'ratio'>;

/** So many strokes are painted without looking at the clock between. */
const batch = 16;
/** What is put on the visible canvas in one frame at most: the browser paints it after us, and nobody tells how long it takes. */
const most = 96;
/** Up to here everything is painted anew at once; beyond it out of sight, over several frames. */
const few = 200;

interface Painted {
  readonly context: CanvasRenderingContext2D;
  /** Where the picture lay. */
  readonly place: string;
  readonly strokes: VisibleStroke[];
}

/**
 * The canvas of what stays. What is painted already is not painted again: a new stroke is put on top. Where strokes went or
 * changed, the rest is painted anew, many of them in slices beside the canvas, which is shown when complete.
 */
export class FinishedInk {
  readonly #visible: CanvasRenderingContext2D;
  #painted: Painted;
  /** A second canvas, while a picture of many strokes is made anew. */
  #next: Painted | undefined;

  constructor(context: CanvasRenderingContext2D) {
    this.#visible = context;
    this.#painted = { context, place: '', strokes: [] };
  }

  /**
   * Goes on until everything is there or the time is over.
   * @param untilMs in the clock of `performance.now()`
   * @returns whether everything is there
   */
  paint(
    scene: Scene,
    picture: Showing | undefined,
    strokes: readonly VisibleStroke[],
    untilMs: number,
  ): boolean {
    if (!picture || scene.box.width === 0 || scene.box.height === 0) {
      this.#begin('');
      return true;
    }
    const place = this.#placeOf(scene, picture);
    if (this.#painted.place !== place) this.#begin(place);
    if (isBeginning(this.#painted.strokes, strokes)) {
      this.#next = undefined;
      return goOn(this.#painted, scene, picture, strokes, { ms: untilMs, count: most });
    }
    if (strokes.length <= few) {
      this.#begin(place);
      return goOn(this.#painted, scene, picture, strokes, { ms: Infinity, count: few });
    }
    return this.#paintBeside(place, scene, picture, strokes, untilMs);
  }

  #begin(place: string): void {
    clear(this.#visible);
    this.#painted = { context: this.#visible, place, strokes: [] };
    this.#next = undefined;
  }

  #paintBeside(
    place: string,
    scene: Scene,
    picture: Showing,
    strokes: readonly VisibleStroke[],
    untilMs: number,
  ): boolean {
    let next = this.#next;
    if (next?.place !== place || !isBeginning(next.strokes, strokes))
      next = { context: canvasLike(this.#visible), place, strokes: [] };
    this.#next = next;
    while (!goOn(next, scene, picture, strokes, { ms: untilMs, count: batch })) {
      // Until it is really painted, so that the clock counts it.
      next.context.getImageData(0, 0, 1, 1);
      if (performance.now() > untilMs) return false;
    }
    clear(this.#visible);
    this.#visible.drawImage(next.context.canvas, 0, 0);
    this.#painted = { ...next, context: this.#visible };
    this.#next = undefined;
    return true;
  }

  #placeOf({ box, ratio }: Scene, picture: Showing): string {
    const { x, y, width, height } = pictureRect(box, picture);
    const { canvas } = this.#visible;
    return [canvas.width, canvas.height, ratio, x, y, width, height, picture.mirrored].join();
  }
}

function canvasLike({ canvas }: CanvasRenderingContext2D): CanvasRenderingContext2D {
  const other = canvas.ownerDocument.createElement('canvas');
  other.width = canvas.width;
  other.height = canvas.height;
  // In memory, where reading waits for painting.
  const context = other.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  return context;
}

function goOn(
  painted: Painted,
  scene: Scene,
  picture: Showing,
  strokes: readonly VisibleStroke[],
  until: { readonly ms: number; readonly count: number },
): boolean {
  const end = painted.strokes.length + until.count;
  while (painted.strokes.length < Math.min(strokes.length, end)) {
    const from = painted.strokes.length;
    const some = strokes.slice(from, from + batch);
    paintInk(painted.context, scene, picture, some);
    painted.strokes.push(...some);
    if (performance.now() > until.ms) break;
  }
  return painted.strokes.length === strokes.length;
}

/** Whether all of these have been painted, and nothing of them has changed. */
const isBeginning = (painted: readonly VisibleStroke[], strokes: readonly VisibleStroke[]): boolean =>
  painted.length <= strokes.length &&
  painted.every((stroke, at) => {
    const other = strokes[at];
    return other !== undefined && looksSame(stroke, other);
  });

const looksSame = (one: VisibleStroke, other: VisibleStroke): boolean =>
  one.tool === other.tool &&
  one.color === other.color &&
  one.width === other.width &&
  one.text === other.text &&
  one.number === other.number &&
  one.author === other.author &&
  (one.points === other.points ||
    (one.points.length === other.points.length && one.points.every((n, at) => n === other.points[at])));
