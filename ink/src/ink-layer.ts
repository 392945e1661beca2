import type { DrawnStroke, InkPointer, InkTarget, ParticipantId, Stroke, StrokeId } from '@parley/protocol';
import { isInside, pictureRect, toPlace, toPoint, type Place, type Showing } from './geometry.ts';
import { begin, extend, finish, isSpot, news, type Gesture, type InkPen } from './gesture.ts';
import { GrowingInk, trailMs, type Growing, type Trail } from './growing.ts';
import { strokeAt } from './hit.ts';
import { Keys } from './keys.ts';
import { letterHeight, palette } from './palette.ts';
import { encodePoints, plainPressure } from './points.ts';
import { fading, renderInk, type VisibleStroke } from './render.ts';
import { frameOf, gripAt, movedPoints, renderFrame, sizedPoints, type Grip } from './selection.ts';
import { createSurface, type Surface } from './surface.ts';
import { isSamePicture } from './target.ts';
import { openTextEntry, type TextEntry } from './text-entry.ts';

/** What the person has in hand: a pen, the hand itself, or a pointer that leaves nothing. */
export type InkInstrument =
  | InkPen
  | { readonly tool: 'select' }
  | { readonly tool: 'pointer'; readonly color: InkPen['color'] };

/** A picture and how its host shows it. */
export interface InkPicture extends Showing {
  readonly target: InkTarget;
}

/** What is said to who can't see it; the words are the caller's. */
export type InkSaying = 'begun' | 'set' | 'abandoned' | 'selected' | 'deselected' | 'deleted' | 'at-edge';

export interface InkLayerOptions {
  /** Of the layer's surface, for who can't see it. */
  readonly label: string;
  /** Of the field for text. */
  readonly textLabel: string;
  readonly newId: () => StrokeId;
  /** A name to show at the strokes of others; none for one's own. */
  readonly authorOf: (participantId: ParticipantId) => string | undefined;
  /** When a stroke is gone by itself, in the clock of `serverNow`; milliseconds. */
  readonly fadesAt?: (stroke: DrawnStroke) => number | undefined;
  readonly serverNow?: () => number;
  readonly onGrow: (growing: Growing) => void;
  readonly onAbandon: (strokeId: StrokeId) => void;
  readonly onStroke: (stroke: Stroke) => void;
  readonly onChange: (before: Stroke, after: Stroke) => void;
  readonly onErase: (strokes: readonly Stroke[]) => void;
  readonly onPoint: (pointer: Omit<InkPointer, 'topic'>) => void;
  readonly onSelect?: (stroke: Stroke | undefined) => void;
  readonly onSay?: (saying: InkSaying) => void;
}

interface Drag {
  readonly grip: Grip;
  readonly stroke: DrawnStroke;
  readonly from: Place;
  points: number[];
}

const reach = { mouse: 8, pen: 10, touch: 18 } as const;

/** Ink over one picture: what is drawn is shown, and what is pressed becomes ink. One per place where pictures show. */
export class InkLayer {
  readonly #options: InkLayerOptions;
  readonly #surface: Surface;
  readonly #growing = new GrowingInk();
  readonly #keys: Keys;
  readonly #touches = new Set<number>();
  #picture: InkPicture | undefined;
  #strokes: readonly DrawnStroke[] = [];
  #instrument: InkInstrument | undefined;
  #self: ParticipantId | undefined;
  #gesture: Gesture | undefined;
  #pointerId: number | undefined;
  /** Set by this person, and not yet among the strokes that are told. */
  #set: (Stroke & { readonly atMs: number })[] = [];
  #selected: StrokeId | undefined;
  #drag: Drag | undefined;
  #entry: TextEntry | undefined;
  #hasToPaint = { finished: true, moving: true };
  #frame = 0;
  #isClosed = false;

  constructor(host: HTMLElement, options: InkLayerOptions) {
    this.#options = options;
    this.#surface = createSurface(host, () => this.#repaint());
    this.#keys = new Keys({
      begin: (place) => this.#press(place, plainPressure),
      extend: (place) => this.#goTo(place, plainPressure),
      finish: () => this.#release(),
      abandon: () => this.#abandon(),
      isUnderWay: () => this.#gesture !== undefined,
      step: (by) => this.#nudge(by),
      next: (back) => this.#selectNext(back),
      deleteSelected: () => this.deleteSelected(),
      deselect: () => this.#select(undefined),
      hasSelection: () => this.#selectedStroke() !== undefined,
      say: (saying) => options.onSay?.(saying),
      changed: () => this.#wantFrame(),
    });
    this.#listen(this.#surface.root);
    this.setInstrument(undefined);
  }

  /** Which picture this lies over and how it is shown; nothing hides the ink and takes none. */
  setPicture(picture: InkPicture | undefined): void {
    const isOther = !picture || !this.#picture || !isSamePicture(picture.target, this.#picture.target);
    if (isOther) {
      this.#abandon();
      this.#select(undefined);
    }
    this.#picture = picture;
    this.#repaint();
  }

  /** All ink of the engagement, in its order; what lies on other pictures is left out. */
  setStrokes(strokes: readonly DrawnStroke[]): void {
    this.#strokes = strokes;
    const known = new Set(strokes.map(({ id }) => id));
    for (const { id } of strokes) this.#growing.finished(id);
    this.#set = this.#set.filter(({ id }) => !known.has(id));
    if (this.#selected && !known.has(this.#selected)) this.#select(undefined);
    this.#repaint();
  }

  setSelf(participantId: ParticipantId | undefined): void {
    this.#self = participantId;
  }

  /** Without an instrument pressing goes through to what lies below. */
  setInstrument(instrument: InkInstrument | undefined): void {
    this.#entry?.finish();
    if (instrument?.tool !== this.#instrument?.tool) this.#abandon();
    this.#instrument = instrument;
    if (instrument?.tool !== 'select') this.#select(undefined);
    const { root } = this.#surface;
    root.style.pointerEvents = instrument ? 'auto' : 'none';
    root.style.touchAction = instrument ? 'none' : '';
    root.style.cursor = instrument ? (instrument.tool === 'select' ? 'default' : 'crosshair') : '';
    if (instrument) {
      root.tabIndex = 0;
      root.role = 'application';
      root.ariaLabel = this.#options.label;
    } else {
      root.removeAttribute('tabindex');
      root.role = 'presentation';
      root.ariaLabel = null;
      this.#keys.reset();
    }
    this.#wantFrame();
  }

  /** To where keys set ink. */
  focus(): void {
    this.#surface.root.focus({ preventScroll: true });
  }

  /** Points of a stroke that somebody else is drawing. */
  grow(participantId: ParticipantId, growing: Growing): void {
    if (this.#strokes.some(({ id }) => id === growing.strokeId)) return;
    this.#growing.grow(participantId, growing, performance.now());
    this.#wantFrame();
  }

  /** A stroke of theirs that will not be finished; all of them, when they have gone. */
  abandon(participantId: ParticipantId, strokeId?: StrokeId): void {
    this.#growing.abandon(participantId, strokeId);
    this.#wantFrame();
  }

  point(participantId: ParticipantId, pointer: Omit<InkPointer, 'topic'>): void {
    this.#growing.point(participantId, pointer, performance.now());
    this.#wantFrame();
  }

  deleteSelected(): void {
    const stroke = this.#selectedStroke();
    if (!stroke) return;
    this.#select(undefined);
    this.#options.onErase([strokeOf(stroke)]);
    this.#options.onSay?.('deleted');
  }

  close(): void {
    this.#isClosed = true;
    this.#entry?.cancel();
    cancelAnimationFrame(this.#frame);
    this.#surface.close();
  }

  // Input

  #listen(root: HTMLElement): void {
    root.addEventListener('pointerdown', (event) => this.#onDown(event));
    root.addEventListener('pointermove', (event) => this.#onMove(event));
    root.addEventListener('pointerup', (event) => this.#onUp(event));
    root.addEventListener('pointercancel', (event) => {
      this.#touches.delete(event.pointerId);
      if (event.pointerId === this.#pointerId) this.#abandon();
    });
    root.addEventListener('pointerleave', () => this.#stopPointing());
    root.addEventListener('keydown', (event) => this.#onKey(event));
    root.addEventListener('blur', () => this.#wantFrame());
    root.addEventListener('focus', () => this.#wantFrame());
  }

  #placeOf(event: PointerEvent): Place | undefined {
    if (!this.#picture) return undefined;
    const edge = this.#surface.root.getBoundingClientRect();
    const point = { x: event.clientX - edge.x, y: event.clientY - edge.y };
    return toPlace(point, this.#surface.box, this.#picture);
  }

  #onDown(event: PointerEvent): void {
    if (event.pointerType === 'touch') this.#touches.add(event.pointerId);
    // Two fingers look closer; they don't draw. A hand that rests while a pen is down doesn't either.
    if (this.#touches.size > 1) this.#abandon();
    const place = this.#placeOf(event);
    if (!place || !this.#instrument || event.button !== 0 || this.#touches.size > 1) return;
    if (this.#pointerId !== undefined) return;
    this.#entry?.finish();
    this.#keys.hide();
    this.#pointerId = event.pointerId;
    this.#surface.root.setPointerCapture(event.pointerId);
    if (this.#instrument.tool === 'select') this.#takeHold(place, event.pointerType);
    else if (this.#instrument.tool === 'pointer') this.#pointAt(place);
    else this.#press(place, pressureOf(event));
  }

  #onMove(event: PointerEvent): void {
    if (
      this.#instrument?.tool === 'pointer' &&
      (event.pointerType !== 'touch' || this.#pointerId !== undefined)
    ) {
      const place = this.#placeOf(event);
      if (place) this.#pointAt(place);
      return;
    }
    if (event.pointerId !== this.#pointerId) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const step of events.length > 0 ? events : [event]) {
      const place = this.#placeOf(step);
      if (place) this.#goTo(place, pressureOf(step));
    }
  }

  #onUp(event: PointerEvent): void {
    this.#touches.delete(event.pointerId);
    if (event.pointerId !== this.#pointerId) return;
    this.#pointerId = undefined;
    this.#release();
    if (event.pointerType === 'touch') this.#stopPointing();
  }

  #onKey(event: KeyboardEvent): void {
    if (!this.#instrument || !this.#picture || event.target !== this.#surface.root) return;
    const isTaken =
      this.#instrument.tool === 'select'
        ? this.#keys.select(event)
        : this.#instrument.tool !== 'pointer' && this.#keys.draw(event);
    if (!isTaken) return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Strokes

  #press(place: Place, pressure: number): boolean {
    const instrument = this.#instrument;
    if (!instrument || !isPen(instrument)) return false;
    this.#gesture = begin(this.#options.newId(), instrument, place, pressure);
    this.#wantFrame();
    return this.#gesture !== undefined;
  }

  #goTo(place: Place, pressure: number): void {
    if (this.#drag) this.#dragTo(place);
    else if (this.#gesture) extend(this.#gesture, place, pressure);
    this.#wantFrame();
  }

  #release(): boolean {
    if (this.#drag) {
      this.#drop();
      return true;
    }
    const [gesture, picture] = [this.#gesture, this.#picture];
    this.#gesture = undefined;
    this.#wantFrame();
    if (!gesture || !picture) return false;
    if (gesture.pen.tool === 'text') {
      this.#write(gesture, picture);
      return true;
    }
    const points = finish(gesture, picture.picture.width / picture.picture.height);
    if (points) this.#submit({ id: gesture.id, target: picture.target, ...gesture.pen, points });
    else this.#options.onAbandon(gesture.id);
    return points !== undefined;
  }

  #submit(stroke: Stroke): void {
    this.#set.push({ ...stroke, atMs: performance.now() });
    this.#options.onStroke(stroke);
    this.#repaint();
  }

  #abandon(): void {
    this.#pointerId = undefined;
    this.#drag = undefined;
    const gesture = this.#gesture;
    this.#gesture = undefined;
    if (gesture && gesture.told > 0) this.#options.onAbandon(gesture.id);
    this.#repaint();
  }

  #write({ id, pen, points }: Gesture, picture: InkPicture, text = ''): void {
    const [place] = points;
    if (!place) return;
    this.#entry = openTextEntry({
      root: this.#surface.root,
      at: toPoint(place, this.#surface.box, picture),
      height: letterHeight(pen.width, pictureRect(this.#surface.box, picture)),
      color: palette[pen.color].fill,
      label: this.#options.textLabel,
      text,
      onDone: (written) => {
        this.#entry = undefined;
        this.focus();
        if (written)
          this.#submit({ id, target: picture.target, ...pen, points: encodePoints([place]), text: written });
      },
    });
  }

  // Pointing

  #pointAt(place: Place): void {
    const instrument = this.#instrument;
    if (instrument?.tool !== 'pointer' || !this.#picture || !this.#self) return;
    if (!isInside(place)) {
      this.#stopPointing();
      return;
    }
    const [x = 0, y = 0] = encodePoints([{ ...place, pressure: 0 }]);
    const pointer = { target: this.#picture.target, color: instrument.color, place: { x, y } };
    this.#growing.point(this.#self, pointer, performance.now());
    this.#options.onPoint(pointer);
    this.#wantFrame();
  }

  #stopPointing(): void {
    const instrument = this.#instrument;
    if (instrument?.tool !== 'pointer' || !this.#picture) return;
    this.#options.onPoint({ target: this.#picture.target, color: instrument.color });
  }

  // Selecting

  #own(): readonly DrawnStroke[] {
    const { target } = this.#picture ?? {};
    return this.#strokes.filter(
      (stroke) => stroke.participantId === this.#self && target && isSamePicture(stroke.target, target),
    );
  }

  #selectedStroke(): DrawnStroke | undefined {
    return this.#own().find(({ id }) => id === this.#selected);
  }

  #select(stroke: DrawnStroke | undefined): void {
    if (stroke?.id === this.#selected) return;
    this.#selected = stroke?.id;
    this.#options.onSelect?.(stroke && strokeOf(stroke));
    this.#options.onSay?.(stroke ? 'selected' : 'deselected');
    this.#wantFrame();
  }

  #takeHold(place: Place, kind: string): void {
    const picture = this.#picture;
    if (!picture) return;
    const size = pictureRect(this.#surface.box, picture);
    const point = { x: place.x * size.width, y: place.y * size.height };
    const selected = this.#selectedStroke();
    const grip = selected && gripAt(frameOf(this.#surface.moving, selected, size), point, selected.tool);
    const near = kind === 'touch' ? reach.touch : kind === 'pen' ? reach.pen : reach.mouse;
    const stroke = grip ? selected : strokeAt(this.#surface.moving, this.#own(), point, size, near);
    this.#select(stroke);
    if (stroke) this.#drag = { grip: grip ?? 'move', stroke, from: place, points: [...stroke.points] };
  }

  #dragTo(place: Place): void {
    const drag = this.#drag;
    if (!drag) return;
    const by = { x: place.x - drag.from.x, y: place.y - drag.from.y };
    drag.points =
      drag.grip === 'move' ? movedPoints(drag.stroke.points, by) : sizedPoints(drag.stroke.points, by);
    this.#repaint();
  }

  #drop(): void {
    const drag = this.#drag;
    this.#drag = undefined;
    if (drag && drag.points.join() !== drag.stroke.points.join()) {
      const before = strokeOf(drag.stroke);
      this.#options.onChange(before, { ...before, points: drag.points });
    }
    this.#repaint();
  }

  #nudge(by: Place): void {
    const stroke = this.#selectedStroke();
    if (!stroke) return;
    const before = strokeOf(stroke);
    const after = { ...before, points: movedPoints(before.points, by) };
    if (after.points.join() === before.points.join()) this.#options.onSay?.('at-edge');
    else this.#options.onChange(before, after);
  }

  #selectNext(back: boolean): void {
    const own = this.#own();
    const at = own.findIndex(({ id }) => id === this.#selected);
    this.#select(own.at(at < 0 ? (back ? -1 : 0) : (at + (back ? -1 : 1)) % own.length));
  }

  // Painting

  #repaint(): void {
    this.#hasToPaint.finished = true;
    this.#wantFrame();
  }

  #wantFrame(): void {
    this.#hasToPaint.moving = true;
    if (this.#frame === 0 && !this.#isClosed) this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #paint(): void {
    this.#frame = 0;
    const now = performance.now();
    if (this.#gesture) this.#tell(this.#gesture);
    if (this.#hasToPaint.finished) this.#paintFinished(now);
    this.#paintMoving(now);
    this.#hasToPaint = { finished: false, moving: false };
    const fades = this.#paintsFading;
    if (fades === 'now') this.#hasToPaint.finished = true;
    if (fades === 'now' || !this.#growing.isEmpty) this.#wantFrame();
    else if (fades !== undefined) setTimeout(() => this.#repaint(), fades);
  }

  /** What the last painting of finished strokes found: something fades now, or will in so many milliseconds. */
  #paintsFading: 'now' | number | undefined;

  #tell(gesture: Gesture): void {
    const picture = this.#picture;
    if (!picture || isSpot(gesture.pen.tool)) return;
    const more = news(gesture);
    if (!more) return;
    gesture.told = Math.max(gesture.told, more.from + more.points.length / 3);
    this.#options.onGrow({ strokeId: gesture.id, target: picture.target, ...gesture.pen, ...more });
  }

  #paintFinished(now: number): void {
    const { finished } = this.#surface;
    this.#set = this.#set.filter(({ atMs }) => now - atMs < 5_000);
    const serverNow = this.#options.serverNow?.() ?? 0;
    this.#paintsFading = undefined;
    const visible = this.#here(this.#strokes).map((stroke): VisibleStroke => {
      const points = this.#drag?.stroke.id === stroke.id ? this.#drag.points : stroke.points;
      const author =
        stroke.participantId === this.#self ? undefined : this.#options.authorOf(stroke.participantId);
      return { ...stroke, points, author, alpha: this.#alphaOf(stroke, serverNow) };
    });
    this.#paintInk(finished, [...visible.filter(({ alpha }) => alpha !== 0), ...this.#here(this.#set)]);
  }

  #alphaOf(stroke: DrawnStroke, serverNow: number): number {
    const fadesAtMs = this.#options.fadesAt?.(stroke);
    if (fadesAtMs === undefined) return 1;
    const untilMs = fadesAtMs - 1_000 - serverNow;
    if (untilMs <= 0 && fadesAtMs > serverNow) this.#paintsFading = 'now';
    else if (untilMs > 0 && this.#paintsFading !== 'now')
      this.#paintsFading = Math.min(this.#paintsFading ?? Infinity, untilMs);
    return fading(fadesAtMs, serverNow);
  }

  #here<S extends { readonly target: InkTarget }>(strokes: readonly S[]): S[] {
    const { target } = this.#picture ?? {};
    return target ? strokes.filter((stroke) => isSamePicture(stroke.target, target)) : [];
  }

  #paintMoving(now: number): void {
    const { moving } = this.#surface;
    const picture = this.#picture;
    if (!picture) {
      clear(moving);
      return;
    }
    const growing = this.#growing
      .strokesOn(picture.target, now)
      .map((stroke) => ({ ...stroke, author: this.#options.authorOf(stroke.participantId) }));
    const own = this.#gesture && {
      ...this.#gesture.pen,
      target: picture.target,
      points: encodePoints(this.#gesture.points),
    };
    this.#paintInk(moving, own ? [...growing, own] : growing, (size) => {
      for (const trail of this.#growing.trailsOn(picture.target, now)) renderTrail(moving, trail, size, now);
      const selected = this.#selectedStroke();
      if (selected) {
        const shown = this.#drag ? { ...selected, points: this.#drag.points } : selected;
        renderFrame(moving, frameOf(moving, shown, size), selected.tool);
      }
      if (this.#surface.root === this.#surface.root.ownerDocument.activeElement || this.#isFocused())
        this.#keys.renderCursor(moving, size);
    });
  }

  #isFocused(): boolean {
    const tree = this.#surface.root.getRootNode();
    return tree instanceof ShadowRoot && tree.activeElement === this.#surface.root;
  }

  #paintInk(
    context: CanvasRenderingContext2D,
    strokes: readonly VisibleStroke[],
    then?: (size: { width: number; height: number }) => void,
  ): void {
    clear(context);
    const picture = this.#picture;
    const { box, ratio } = this.#surface;
    if (!picture || box.width === 0 || box.height === 0) return;
    const rect = pictureRect(box, picture);
    context.setTransform(ratio, 0, 0, ratio, rect.x * ratio, rect.y * ratio);
    renderInk(context, picture.mirrored ? strokes.map(mirrored) : strokes, rect);
    then?.(rect);
    context.setTransform(1, 0, 0, 1, 0, 0);
  }
}

const isPen = (instrument: InkInstrument): instrument is InkPen =>
  instrument.tool !== 'select' && instrument.tool !== 'pointer';

const pressureOf = (event: PointerEvent): number =>
  event.pointerType === 'pen' && event.pressure > 0 ? event.pressure : plainPressure;

/** Without what the server adds. */
const strokeOf = ({ participantId: _, at: __, number: ___, ...stroke }: DrawnStroke): Stroke => stroke;

function clear(context: CanvasRenderingContext2D): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
}

const mirrors = new WeakMap<readonly number[], number[]>();

/** Only the places change sides: text stays readable. */
function mirrored<S extends VisibleStroke>(stroke: S): S {
  const known = mirrors.get(stroke.points);
  const points = known ?? stroke.points.map((value, at) => (at % 3 === 0 ? 65_535 - value : value));
  if (!known) mirrors.set(stroke.points, points);
  return { ...stroke, points };
}

function renderTrail(
  context: CanvasRenderingContext2D,
  { places, color }: Trail,
  size: { width: number; height: number },
  now: number,
): void {
  const { fill, outline } = palette[color];
  const radius = Math.max(Math.min(size.width, size.height) * 0.012, 6);
  const last = places.at(-1);
  for (const { x, y, atMs } of places) {
    const age = (now - atMs) / trailMs;
    const isLast = atMs === last?.atMs;
    if (age > 1 && !isLast) continue;
    context.globalAlpha = isLast ? Math.max(1 - Math.max(now - atMs - 2_000, 0) / 1_000, 0) : (1 - age) * 0.6;
    context.beginPath();
    context.arc((x / 65_535) * size.width, (y / 65_535) * size.height, isLast ? radius : radius * 0.6, 0, 7);
    context.fillStyle = fill;
    context.fill();
    if (isLast) {
      context.strokeStyle = outline;
      context.lineWidth = 2;
      context.stroke();
    }
  }
  context.globalAlpha = 1;
}
