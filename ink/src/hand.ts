import type { DrawnStroke, Stroke, StrokeId } from '@parley/protocol';
import type { Place, Size } from './geometry.ts';
import { strokeAt } from './hit.ts';
import { frameOf, gripAt, movedPoints, renderFrame, sizedPoints, type Grip } from './selection.ts';

interface HandOptions {
  /** What can be taken hold of: own strokes on the picture. */
  readonly own: () => readonly DrawnStroke[];
  readonly context: CanvasRenderingContext2D;
  readonly onChange: (before: Stroke, after: Stroke) => void;
  readonly onErase: (strokes: readonly Stroke[]) => void;
  readonly onSelect: (stroke: Stroke | undefined) => void;
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

/** Without what the server adds. */
const strokeOf = ({ participantId: _, at: __, number: ___, ...stroke }: DrawnStroke): Stroke => stroke;

/** The hand: selects own strokes, moves and sizes them, and takes them away. Places are those of the picture. */
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

  /** The points of a stroke as they are while it is dragged. */
  pointsOf({ id, points }: DrawnStroke): number[] {
    return this.#drag?.stroke.id === id ? this.#drag.points : points;
  }

  /** What is gone can't be held. */
  look(): void {
    if (this.#selected && !this.selected) this.select(undefined);
  }

  select(stroke: DrawnStroke | undefined): void {
    if (stroke?.id === this.#selected) return;
    this.#selected = stroke?.id;
    this.#options.onSelect(stroke && strokeOf(stroke));
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
    drag.points =
      drag.grip === 'move' ? movedPoints(drag.stroke.points, by) : sizedPoints(drag.stroke.points, by);
  }

  drop(): void {
    const drag = this.#drag;
    this.#drag = undefined;
    if (!drag || drag.points.join() === drag.stroke.points.join()) return;
    const before = strokeOf(drag.stroke);
    this.#options.onChange(before, { ...before, points: drag.points });
  }

  letGo(): void {
    this.#drag = undefined;
  }

  nudge(by: Place): void {
    const stroke = this.selected;
    if (!stroke) return;
    const before = strokeOf(stroke);
    const after = { ...before, points: movedPoints(before.points, by) };
    if (after.points.join() === before.points.join()) this.#options.onSay('at-edge');
    else this.#options.onChange(before, after);
  }

  deleteSelected(): void {
    const stroke = this.selected;
    if (!stroke) return;
    this.select(undefined);
    this.#options.onErase([strokeOf(stroke)]);
    this.#options.onSay('deleted');
  }

  render(size: Size): void {
    const stroke = this.selected;
    if (!stroke) return;
    const shown = { ...stroke, points: this.pointsOf(stroke) };
    renderFrame(this.#options.context, frameOf(this.#options.context, shown, size), stroke.tool);
  }
}
