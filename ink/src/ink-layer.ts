import type { DrawnStroke, InkPointer, InkTarget, ParticipantId, Stroke, StrokeId } from '@parley/protocol';
import { Fades } from './fades.ts';
import { isInside, pictureRect, toPlace, type Place } from './geometry.ts';
import { begin, extend, finish, isSpot, news, type Gesture } from './gesture.ts';
import { GrowingInk, type Growing } from './growing.ts';
import { Hand } from './hand.ts';
import { Keys } from './keys.ts';
import { isPen, type InkInstrument, type InkLayerOptions, type InkPicture } from './layer-options.ts';
import { clear, paintInk, renderTrail } from './paint.ts';
import { encodePoints, plainPressure } from './points.ts';
import type { VisibleStroke } from './render.ts';
import { createSurface, type Surface } from './surface.ts';
import { isSamePicture } from './target.ts';
import { writeAt, type TextEntry } from './text-entry.ts';

/** Ink over one picture: what is drawn is shown, and what is pressed becomes ink. One per place where pictures show. */
export class InkLayer {
  readonly #options: InkLayerOptions;
  readonly #surface: Surface;
  readonly #growing = new GrowingInk();
  readonly #fades = new Fades();
  readonly #hand: Hand;
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
  #entry: TextEntry | undefined;
  #hasToPaint = { finished: true, moving: true };
  #frame = 0;
  #fadeTimer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(host: HTMLElement, options: InkLayerOptions) {
    this.#options = options;
    this.#surface = createSurface(host, () => this.#repaint());
    this.#hand = new Hand({
      own: () => this.#own(),
      context: this.#surface.moving,
      onChange: options.onChange,
      onErase: options.onErase,
      onSelect: (stroke) => options.onSelect?.(stroke),
      onSay: (saying) => options.onSay?.(saying),
    });
    this.#keys = new Keys({
      begin: (place) => this.#press(place, plainPressure),
      extend: (place) => this.#goTo(place, plainPressure),
      finish: () => this.#release(),
      abandon: () => this.#abandon(),
      isUnderWay: () => this.#gesture !== undefined,
      step: (by) => this.#hand.nudge(by),
      next: (back) => this.#hand.selectNext(back),
      deleteSelected: () => this.#hand.deleteSelected(),
      deselect: () => this.#hand.select(undefined),
      hasSelection: () => this.#hand.selected !== undefined,
      say: (saying) => options.onSay?.(saying),
      changed: () => this.#wantFrame(),
    });
    this.#listen(this.#surface.root);
    this.setInstrument(undefined);
  }

  /** Nothing hides the ink and takes none. */
  setPicture(picture: InkPicture | undefined): void {
    const isOther = !picture || !this.#picture || !isSamePicture(picture.target, this.#picture.target);
    if (isOther) {
      this.#abandon();
      this.#hand.select(undefined);
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
    this.#hand.look();
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
    if (instrument?.tool !== 'select') this.#hand.select(undefined);
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
    this.#hand.deleteSelected();
  }

  close(): void {
    this.#isClosed = true;
    this.#entry?.cancel();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#fadeTimer);
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
    const isFree = event.button === 0 && this.#touches.size < 2 && this.#pointerId === undefined;
    if (!place || !isFree || !this.#instrument) return;
    this.#entry?.finish();
    this.#keys.hide();
    this.#pointerId = event.pointerId;
    this.#surface.root.setPointerCapture(event.pointerId);
    this.#begin(this.#instrument, place, event);
  }

  #begin({ tool }: InkInstrument, place: Place, event: PointerEvent): void {
    if (tool === 'pointer') this.#pointAt(place);
    else if (tool !== 'select') this.#press(place, pressureOf(event));
    else if (this.#picture)
      this.#hand.takeHold(place, pictureRect(this.#surface.box, this.#picture), event.pointerType);
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
    if (this.#hand.isDragging) {
      this.#hand.dragTo(place);
      this.#repaint();
    } else if (this.#gesture) extend(this.#gesture, place, pressure);
    this.#wantFrame();
  }

  #release(): boolean {
    if (this.#hand.isDragging) {
      this.#hand.drop();
      this.#repaint();
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
    this.#hand.letGo();
    const gesture = this.#gesture;
    this.#gesture = undefined;
    if (gesture && gesture.told > 0) this.#options.onAbandon(gesture.id);
    this.#repaint();
  }

  #write({ id, pen, points: [place] }: Gesture, picture: InkPicture): void {
    if (!place) return;
    this.#entry = writeAt(this.#surface, picture, place, pen, this.#options.textLabel, (text) => {
      this.#entry = undefined;
      this.focus();
      if (text) this.#submit({ id, target: picture.target, ...pen, points: encodePoints([place]), text });
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

  #own(): readonly DrawnStroke[] {
    const { target } = this.#picture ?? {};
    return this.#strokes.filter(
      (stroke) => stroke.participantId === this.#self && target && isSamePicture(stroke.target, target),
    );
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
    const { dueInMs } = this.#fades;
    clearTimeout(this.#fadeTimer);
    if (dueInMs === 0) this.#repaint();
    else if (!this.#growing.isEmpty(now)) this.#wantFrame();
    if (dueInMs) this.#fadeTimer = setTimeout(() => this.#repaint(), dueInMs);
  }

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
    this.#fades.begin();
    const visible = this.#here(this.#strokes).map((stroke): VisibleStroke => {
      const points = this.#hand.pointsOf(stroke);
      const author =
        stroke.participantId === this.#self ? undefined : this.#options.authorOf(stroke.participantId);
      return {
        ...stroke,
        points,
        author,
        alpha: this.#fades.alphaOf(this.#options.fadesAt?.(stroke), serverNow),
      };
    });
    const strokes = [...visible.filter(({ alpha }) => alpha !== 0), ...this.#here(this.#set)];
    if (this.#picture) paintInk(finished, this.#surface, this.#picture, strokes);
    else clear(finished);
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
    paintInk(moving, this.#surface, picture, own ? [...growing, own] : growing, (size) => {
      for (const trail of this.#growing.trailsOn(picture.target, now)) renderTrail(moving, trail, size, now);
      this.#hand.render(size);
      if (this.#isFocused()) this.#keys.renderCursor(moving, size);
    });
  }

  #isFocused(): boolean {
    const { root } = this.#surface;
    const tree = root.getRootNode();
    return (tree instanceof ShadowRoot ? tree.activeElement : root.ownerDocument.activeElement) === root;
  }
}

const pressureOf = (event: PointerEvent): number =>
  event.pointerType === 'pen' && event.pressure > 0 ? event.pressure : plainPressure;
