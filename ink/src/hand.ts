import type { DrawnStroke, StrokeId } from '@parley/protocol';
import type { Place, Size } from './geometry.ts';
import { isSpot } from './gesture.ts';
import { strokeAt } from './hit.ts';
import { frameOf, gripAt, movedPoints, renderFrame, sizedPoints, type Grip } from './selection.ts';

export interface HandOptions {
  /** What can be taken hold of: own strokes on the picture, as they are seen. */
  readonly own: () => readonly DrawnStroke[];
  readonly context: CanvasRenderingContext2D;
  readonly onChange: (id: StrokeId, change: { readonly points: number[] }) => void;
  readonly onErase: (id: StrokeId) => void;
  readonly onSelect: (id: StrokeId | undefined) => void;
  readonly onSay: (saying: 'selected' | 'deselected' | 'deleted' | 'at-edge') => void;
}

interface Drag {
  readonly grip: Grip;
  readonly stroke: DrawnStroke;
  readonly from: Place;
  points: number[];
}

/** How far from a stroke a press still means it, CSS pixels. */
const reach: Readonly<Record<string, number>> = { mouse: 8, pen: 10, touch: 18 };

/**
 * The hand: selects own strokes, moves and sizes them, and takes them away. Places are those of the picture as it is seen, which may be mirrored.
 */
export class Hand {
  readonly #options: HandOptions;
  #selected: StrokeId | undefined;
  #drag: Drag | undefined;

  constructor(options: HandOptions) {
    this.#options = options;
  }

  get isDragging(): boolean {
    return this.#drag !== undefined;
  }

  get selected(): DrawnStroke | undefined {
    return this.#options.own().find(({ id }) => id === this.#selected);
  }

  /** What is dragged, as it is now. */
  get dragged(): DrawnStroke | undefined {
    return this.#drag && { ...this.#drag.stroke, points: this.#drag.points };
  }

  /** What is gone can't be held. */
  look(): void {
    if (this.#selected && !this.selected) this.select(undefined);
  }

  select(stroke: DrawnStroke | undefined): void {
    if (stroke?.id === this.#selected) return;
    this.#selected = stroke?.id;
    this.#options.onSelect(stroke?.id);
    this.#options.onSay(stroke ? 'selected' : 'deselected');
  }

  selectNext(back: boolean): void {
    const own = this.#options.own();
    const at = own.findIndex(({ id }) => id === this.#selected);
    this.select(own.at(at < 0 ? (back ? -1 : 0) : (at + (back ? -1 : 1)) % own.length));
  }

  /** @param size of the picture where it is shown, CSS pixels */
  takeHold(place: Place, size: Size, pointerType: string): void {
    const { context, own } = this.#options;
    const point = { x: place.x * size.width, y: place.y * size.height };
    const held = this.selected;
    const grip = held && gripAt(frameOf(context, held, size), point, held.tool);
    const stroke = grip ? held : strokeAt(context, own(), point, size, reach[pointerType] ?? 8);
    this.select(stroke);
    if (stroke) this.#drag = { grip: grip ?? 'move', stroke, from: place, points: [...stroke.points] };
  }

  dragTo(place: Place): void {
    const drag = this.#drag;
    if (!drag) return;
    const by = { x: place.x - drag.from.x, y: place.y - drag.from.y };
    drag.points = draggedPoints(drag.stroke, drag.grip, by);
  }

  drop(): void {
    const drag = this.#drag;
    this.#drag = undefined;
    if (!drag || drag.points.join() === drag.stroke.points.join()) return;
    this.#options.onChange(drag.stroke.id, { points: drag.points });
  }

  letGo(): void {
    this.#drag = undefined;
  }

  /** Moves what is selected, or makes it larger, by a part of the picture. */
  nudge(by: Place, grip: Grip): void {
    const stroke = this.selected;
    if (!stroke) return;
    const points = draggedPoints(stroke, grip, by);
    if (points.join() === stroke.points.join()) this.#options.onSay('at-edge');
    else this.#options.onChange(stroke.id, { points });
  }

  deleteSelected(): void {
    const stroke = this.selected;
    if (!stroke) return;
    this.select(undefined);
    this.#options.onErase(stroke.id);
    this.#options.onSay('deleted');
  }

  render(size: Size): void {
    const stroke = this.dragged ?? this.selected;
    if (stroke) renderFrame(this.#options.context, frameOf(this.#options.context, stroke, size), stroke.tool);
  }
}

function draggedPoints({ tool, points }: DrawnStroke, grip: Grip, by: Place): number[] {
  if (grip === 'move') return movedPoints(points, by);
  return isSpot(tool) ? [...points] : sizedPoints(points, by);
}

/** For a layer on which strokes can be taken hold of; without it they are only drawn, which is all that most need. */
export const inkHand = (options: HandOptions): Hand => new Hand(options);
