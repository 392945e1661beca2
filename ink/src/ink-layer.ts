import type { DrawnStroke, InkPointer, ParticipantId, Stroke, StrokeId } from '@parley/protocol';
import { inkUnits } from '@parley/protocol/constants';
import { isInside, pictureRect, toPlace, type Place } from './geometry.ts';
import { finish, type Gesture } from './gesture.ts';
import { GrowingInk, type Growing } from './growing.ts';
import type { Hand } from './hand.ts';
import { Keys } from './keys.ts';
import {
  isPen,
  strokeOf,
  type InkInstrument,
  type InkLayerOptions,
  type InkPicture,
} from './layer-options.ts';
import { mirrored, mirroredPoints } from './paint.ts';
import { aspectOf, Pencil } from './pencil.ts';
import { Pointers, pressureOf } from './pointers.ts';
import { encodePoints, plainPressure } from './points.ts';
import { createSurface, type Surface } from './surface.ts';
import { isSamePicture } from './target.ts';
import { ViewOfInk } from './view-of-ink.ts';
import { Writer } from './writer.ts';

/** A stroke that was set here stays in sight for so long, even when nobody tells of it. */
const untoldMs = 5_000;

/** Ink over one picture: what is drawn is shown, and what is pressed becomes ink. One per place where pictures show. */
export class InkLayer {
  readonly #options: InkLayerOptions;
  readonly #surface: Surface;
  readonly #view: ViewOfInk;
  readonly #growing = new GrowingInk();
  readonly #pencil: Pencil;
  readonly #writer: Writer;
  readonly #pointers: Pointers;
  readonly #hand: Hand | undefined;
  readonly #keys: Keys;
  #picture: InkPicture | undefined;
  #strokes: readonly DrawnStroke[] = [];
  #instrument: InkInstrument | undefined;
  #self: ParticipantId | undefined;
  /** Set by this person, and not yet among the strokes that are told. */
  #set: (Stroke & { readonly atMs: number })[] = [];
  #isSorted = false;
  #isPainted = false;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #keepAlive: ReturnType<typeof setInterval>;
  #isClosed = false;

  constructor(host: HTMLElement, options: InkLayerOptions) {
    this.#options = options;
    this.#surface = createSurface(host);
    this.#view = new ViewOfInk(this.#surface, options);
    this.#pencil = new Pencil(options);
    this.#writer = new Writer(this.#surface, options.textLabel);
    const { root } = this.#surface;
    this.#hand = this.#makeHand();
    this.#keys = this.#makeKeys();
    this.#pointers = this.#makePointers(root);
    root.addEventListener('keydown', (event) => this.#onKey(event));
    root.addEventListener('dblclick', () => this.#edit());
    for (const type of ['focus', 'blur']) root.addEventListener(type, () => this.#wantFrame());
    // Painted before the browser shows the emptied canvases.
    this.#surface.onResize = () => this.#paint();
    this.#keepAlive = setInterval(() => this.#picture && this.#pencil.tell(this.#picture), 1_000);
    this.setInstrument(undefined);
  }

  /** Which picture this lies over and how it is shown; nothing hides the ink and takes none. */
  setPicture(picture: InkPicture | undefined): void {
    const isOther = !picture || !this.#picture || !isSamePicture(picture.target, this.#picture.target);
    if (isOther) {
      this.#abandon();
      this.#hand?.select(undefined);
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
    this.#hand?.look();
    this.#repaint();
  }

  setSelf(participantId: ParticipantId | undefined): void {
    this.#self = participantId;
    this.#repaint();
  }

  /** Without an instrument pressing goes through to what lies below. */
  setInstrument(instrument: InkInstrument | undefined): void {
    this.#writer.finish();
    if (instrument?.tool !== this.#instrument?.tool) this.#abandon();
    this.#instrument = instrument;
    if (instrument?.tool !== 'select') this.#hand?.select(undefined);
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
    this.#hand?.deleteSelected();
  }

  close(): void {
    this.#isClosed = true;
    this.#writer.cancel();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    clearInterval(this.#keepAlive);
    this.#surface.close();
  }

  // Input

  #makePointers(root: HTMLElement): Pointers {
    return new Pointers(root, {
      takes: () => this.#instrument !== undefined && this.#picture !== undefined,
      onDown: (event) => this.#onDown(event),
      onMove: (events) => {
        for (const event of events) this.#goTo(this.#placeOf(event), pressureOf(event));
        // Not with the next frame: theirs comes at another time than ours.
        if (this.#picture) this.#pencil.tell(this.#picture);
      },
      onUp: () => this.#release(),
      onCancel: () => this.#abandon(),
      onHover: (event) => {
        const place = this.#placeOf(event);
        if (place) this.#pointAt(place);
      },
      onLeave: () => this.#stopPointing(),
    });
  }

  #makeKeys(): Keys {
    return new Keys({
      begin: (place) => this.#press(this.#asSeen(place), plainPressure),
      extend: (place) => this.#goTo(this.#asSeen(place), plainPressure),
      finish: () => this.#release(),
      abandon: () => this.#abandon(),
      isUnderWay: () => this.#pencil.isUnderWay,
      step: (by, grip) => this.#hand?.nudge(by, grip),
      next: (back) => this.#hand?.selectNext(back),
      edit: () => this.#edit(),
      deleteSelected: () => this.#hand?.deleteSelected(),
      deselect: () => this.#hand?.select(undefined),
      hasSelection: () => this.#hand?.selected !== undefined,
      say: (saying) => this.#options.onSay?.(saying),
      changed: () => this.#wantFrame(),
    });
  }

  #makeHand(): Hand | undefined {
    return this.#options.hand?.({
      own: () => (this.#picture?.mirrored ? this.#own().map(mirrored) : this.#own()),
      context: this.#surface.moving,
      onChange: (id, { points }) =>
        this.#change(id, { points: this.#picture?.mirrored ? [...mirroredPoints(points)] : points }),
      onErase: (id) => {
        const stroke = this.#own().find((own) => own.id === id);
        if (stroke) this.#options.onErase([strokeOf(stroke)]);
      },
      onSelect: (id) => {
        const stroke = this.#own().find((own) => own.id === id);
        this.#options.onSelect?.(stroke && strokeOf(stroke));
        this.#wantFrame();
      },
      onSay: (saying) => this.#options.onSay?.(saying),
    });
  }

  #placeOf(event: MouseEvent): Place | undefined {
    if (!this.#picture) return undefined;
    const edge = this.#surface.root.getBoundingClientRect();
    const point = { x: event.clientX - edge.x, y: event.clientY - edge.y };
    return toPlace(point, this.#surface.box, this.#picture);
  }

  /** A place of the picture as it is seen, and the other way round. */
  #asSeen({ x, y }: Place): Place {
    return { x: this.#picture?.mirrored ? 1 - x : x, y };
  }

  #onDown(event: PointerEvent): void {
    const [place, picture] = [this.#placeOf(event), this.#picture];
    if (!place || !picture) return;
    this.#writer.finish();
    this.#keys.hide();
    if (this.#instrument?.tool === 'select') {
      const size = pictureRect(this.#surface.box, picture);
      this.#hand?.takeHold(this.#asSeen(place), size, event.pointerType);
    } else if (this.#instrument?.tool === 'pointer') this.#pointAt(place);
    else this.#press(place, pressureOf(event));
    this.#repaint();
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
    this.#wantFrame();
    return this.#pencil.press(instrument, place, pressure);
  }

  #goTo(place: Place | undefined, pressure: number): void {
    if (!place || !this.#picture) return;
    if (this.#hand?.isDragging) this.#hand?.dragTo(this.#asSeen(place));
    else this.#pencil.goTo(place, this.#picture, pressure);
    this.#wantFrame();
  }

  #release(): boolean {
    if (this.#hand?.isDragging) {
      this.#hand?.drop();
      this.#repaint();
      return true;
    }
    const [gesture, picture] = [this.#pencil.lift(), this.#picture];
    this.#wantFrame();
    if (!gesture || !picture) return false;
    if (gesture.pen.tool === 'text') {
      this.#write(gesture);
      return true;
    }
    const points = finish(gesture, aspectOf(picture));
    if (points) this.#submit({ id: gesture.id, target: picture.target, ...gesture.pen, points });
    else this.#pencil.forget(gesture.id);
    return points !== undefined;
  }

  #submit(stroke: Stroke): void {
    this.#set.push({ ...stroke, atMs: performance.now() });
    this.#options.onStroke(stroke);
    this.#repaint();
  }

  #abandon(): void {
    this.#pointers.drop();
    this.#hand?.letGo();
    this.#pencil.abandon();
    this.#repaint();
  }

  #write({ id, pen, points }: Gesture): void {
    const [[place], picture] = [points, this.#picture];
    if (!place || !picture) return;
    this.#writer.open(picture, place, pen, (text) =>
      this.#submit({ id, target: picture.target, ...pen, points: encodePoints([place]), text }),
    );
  }

  /** Other words for selected text. */
  #edit(): boolean {
    const stroke = this.#own().find(({ id }) => id === this.#hand?.selected?.id);
    const [x = 0, y = 0] = stroke?.points ?? [];
    if (stroke?.tool !== 'text' || !this.#picture) return false;
    const place = { x: x / inkUnits, y: y / inkUnits };
    this.#writer.open(this.#picture, place, stroke, (text) => this.#change(stroke.id, { text }));
    return true;
  }

  #change(id: StrokeId, change: { readonly points?: number[]; readonly text?: string }): void {
    const stroke = this.#own().find((own) => own.id === id);
    if (!stroke) return;
    const before = strokeOf(stroke);
    this.#options.onChange(before, { ...before, ...change });
    this.#repaint();
  }

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

  #own(): readonly DrawnStroke[] {
    const { target } = this.#picture ?? {};
    return this.#strokes.filter(
      (stroke) => stroke.participantId === this.#self && target && isSamePicture(stroke.target, target),
    );
  }

  // Painting

  #repaint(): void {
    this.#isSorted = false;
    this.#wantFrame();
  }

  #wantFrame(): void {
    if (this.#frame === 0 && !this.#isClosed) this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #paint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const now = performance.now();
    const dragged = this.#hand?.dragged;
    if (this.#picture) this.#pencil.tell(this.#picture);
    if (!this.#isSorted || dragged || this.#view.fadesInMs === 0) {
      this.#set = this.#set.filter(({ atMs }) => now - atMs < untoldMs);
      this.#view.sort(this.#picture, this.#strokes, this.#set, { self: this.#self, dragged });
      this.#isSorted = true;
    }
    this.#isPainted = this.#view.paintFinished(this.#picture);
    const renderMarks = (size: { width: number; height: number }): void => {
      this.#hand?.render(size);
      if (this.#isFocused()) this.#keys.renderCursor(this.#surface.moving, size);
    };
    const moving = {
      growing: this.#growing,
      own: this.#picture && this.#pencil.stroke(this.#picture),
      dragged,
      renderMarks,
    };
    this.#view.paintMoving(this.#picture, moving, now);
    this.#planNext(now);
  }

  #planNext(now: number): void {
    clearTimeout(this.#timer);
    if (!this.#isPainted || this.#view.fadesInMs === 0 || !this.#growing.isEmpty(now)) this.#wantFrame();
    const laterMs = Math.min(this.#view.fadesInMs, this.#set.length > 0 ? untoldMs : Infinity);
    if (laterMs > 0 && laterMs < Infinity)
      this.#timer = setTimeout(() => this.#repaint(), Math.min(laterMs, 60_000));
  }

  #isFocused(): boolean {
    const { root } = this.#surface;
    const tree = root.getRootNode();
    return (tree instanceof ShadowRoot ? tree.activeElement : root.ownerDocument.activeElement) === root;
  }
}
