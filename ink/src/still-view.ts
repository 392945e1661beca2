import {
  moved,
  settledView,
  wholeView,
  zoomed,
  type Place,
  type Showing,
  type Size,
  type View,
} from './geometry.ts';

export interface StillViewOptions {
  /** How the still lies in its host, but for the view. Undefined while there is none. */
  readonly showing: () => Omit<Showing, 'view'> | undefined;
  /** Whether dragging with one finger or the mouse moves the picture; not while ink is set with it. */
  readonly drags: () => boolean;
  readonly onView: (view: View, byPerson: boolean) => void;
}

const keySteps: Readonly<Record<string, number>> = { '+': 1.25, '=': 1.25, '-': 0.8 };
const keyMoves: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: 60, y: 0 },
  ArrowRight: { x: -60, y: 0 },
  ArrowUp: { x: 0, y: 60 },
  ArrowDown: { x: 0, y: -60 },
};

/** Looking closer at a still: wheel, two fingers, dragging, and keys. */
export class StillView {
  readonly #host: HTMLElement;
  readonly #options: StillViewOptions;
  readonly #fingers = new Map<number, Place>();
  readonly #listening = new AbortController();
  #view: View = wholeView;
  #isPenDown = false;

  constructor(host: HTMLElement, options: StillViewOptions) {
    this.#host = host;
    this.#options = options;
    const { signal } = this.#listening;
    host.addEventListener('wheel', (event) => this.#onWheel(event), { passive: false, signal });
    host.addEventListener('pointerdown', (event) => this.#onDown(event), { signal });
    host.addEventListener('pointermove', (event) => this.#onMove(event), { signal });
    for (const type of ['pointerup', 'pointercancel', 'pointerleave'] as const)
      host.addEventListener(type, (event) => this.#onUp(event), { signal });
  }

  get view(): View {
    return this.#view;
  }

  /** From elsewhere: another still, or somebody whose view is followed. */
  show(view: View): void {
    this.#set(view, false);
  }

  /** Larger or smaller, around the middle. */
  zoom(factor: number): void {
    const { width, height } = this.#box;
    this.#zoomAt({ x: width / 2, y: height / 2 }, factor);
  }

  reset(): void {
    this.#set(wholeView, true);
  }

  /** `+`, `-` and `0`, and the arrows while it is larger than its place. True when the key was meant for it. */
  onKey(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const [factor, by] = [keySteps[event.key], keyMoves[event.key]];
    if (factor !== undefined) this.zoom(factor);
    else if (event.key === '0') this.reset();
    else if (by && this.#view.scale > 1) this.#move(by);
    else return false;
    return true;
  }

  close(): void {
    this.#listening.abort();
  }

  get #box(): Size {
    return { width: this.#host.clientWidth, height: this.#host.clientHeight };
  }

  #showing(): (Showing & { readonly view: View }) | undefined {
    const showing = this.#options.showing();
    return showing && { ...showing, view: this.#view };
  }

  #pointOf(event: MouseEvent): Place {
    const edge = this.#host.getBoundingClientRect();
    return { x: event.clientX - edge.x, y: event.clientY - edge.y };
  }

  #onWheel(event: WheelEvent): void {
    if (!this.#showing()) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    this.#zoomAt(this.#pointOf(event), Math.exp((-event.deltaY * lines) / 300));
  }

  #onDown(event: PointerEvent): void {
    if (event.pointerType === 'pen') {
      this.#isPenDown = true;
      this.#fingers.clear();
    }
    // The hand that holds a pen rests; it doesn't pinch.
    if (event.pointerType === 'touch' && this.#isPenDown) return;
    if (event.pointerType === 'touch' || this.#options.drags())
      this.#fingers.set(event.pointerId, this.#pointOf(event));
  }

  #onUp({ pointerId, pointerType }: PointerEvent): void {
    if (pointerType === 'pen') this.#isPenDown = false;
    this.#fingers.delete(pointerId);
  }

  #onMove(event: PointerEvent): void {
    const before = this.#fingers.get(event.pointerId);
    if (!before || !this.#showing()) return;
    const point = this.#pointOf(event);
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId);
    this.#fingers.set(event.pointerId, point);
    if (!other) {
      if (this.#options.drags()) this.#move({ x: point.x - before.x, y: point.y - before.y });
      return;
    }
    const fixed = other[1];
    const [was, is] = [distance(before, fixed), distance(point, fixed)];
    if (was > 0) this.#zoomAt({ x: (point.x + fixed.x) / 2, y: (point.y + fixed.y) / 2 }, is / was);
    this.#move({ x: (point.x - before.x) / 2, y: (point.y - before.y) / 2 });
  }

  #zoomAt(at: Place, factor: number): void {
    const showing = this.#showing();
    if (showing) this.#set(zoomed(this.#box, showing, at, factor), true);
  }

  #move(by: Place): void {
    const showing = this.#showing();
    if (showing) this.#set(moved(this.#box, showing, by), true);
  }

  #set(view: View, byPerson: boolean): void {
    const showing = this.#options.showing();
    const next = showing ? settledView(this.#box, { ...showing, view }) : view;
    if (next.x === this.#view.x && next.y === this.#view.y && next.scale === this.#view.scale) return;
    this.#view = next;
    this.#options.onView(next, byPerson);
  }
}

const distance = (one: Place, other: Place): number => Math.hypot(one.x - other.x, one.y - other.y);
