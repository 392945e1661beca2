import { plainPressure } from './points.ts';

interface PointersOptions {
  /** Whether anything is in hand; without it presses are let through. */
  readonly takes: () => boolean;
  readonly onDown: (event: PointerEvent) => void;
  /** Each place the one pointer went through since the last time, those between two frames too. */
  readonly onMove: (events: readonly PointerEvent[]) => void;
  readonly onUp: () => void;
  readonly onCancel: () => void;
  /** A mouse or a pen above the picture, pressed or not; a finger while it touches. */
  readonly onHover: (event: PointerEvent) => void;
  readonly onLeave: () => void;
}

/** A hand that rests on the screen is lifted later than its pen. */
const palmMs = 500;

/**
 * Tells the one pointer that draws from all the others: two fingers look closer and don't draw, a hand that rests while a
 * pen is down doesn't either, and a pen takes over from the hand that touched before it.
 */
export class Pointers {
  readonly #root: HTMLElement;
  readonly #options: PointersOptions;
  readonly #touches = new Set<number>();
  /** `isRaw`: its moves are told as they happen, and come again with their frame. */
  #active: { readonly id: number; readonly type: string; isRaw: boolean } | undefined;
  #penAtMs = -Infinity;

  constructor(root: HTMLElement, options: PointersOptions) {
    this.#root = root;
    this.#options = options;
    root.addEventListener('pointerdown', (event) => this.#onDown(event));
    root.addEventListener('pointermove', (event) => this.#onMove(event));
    root.addEventListener('pointerup', (event) => this.#onUp(event));
    root.addEventListener('pointercancel', (event) => {
      this.#touches.delete(event.pointerId);
      if (event.pointerId === this.#active?.id) this.#cancel();
    });
    root.addEventListener('pointerleave', () => options.onLeave());
  }

  /** What is pressed now is no longer listened to, until it is pressed anew. */
  drop(): void {
    this.#active = undefined;
    this.#root.removeEventListener('pointerrawupdate', this.#onRaw);
  }

  /**
   * Where browsers tell them (Chromium, on secure pages), moves are taken as they happen: `pointermove` waits for the next
   * frame, and everybody who watches would wait with it. Only while something is drawn, because each costs a task.
   */
  readonly #onRaw = (event: Event): void => {
    if (!(event instanceof PointerEvent) || event.pointerId !== this.#active?.id) return;
    this.#active.isRaw = true;
    this.#take(event);
  };

  #take(event: PointerEvent): void {
    const between = event.getCoalescedEvents?.() ?? [];
    this.#options.onMove(between.length > 0 ? between : [event]);
  }

  #onDown(event: PointerEvent): void {
    if (this.#isPalm(event)) return;
    if (event.pointerType === 'touch') this.#touches.add(event.pointerId);
    if (event.pointerType === 'pen') this.#touches.clear();
    const isAnother = event.pointerType === 'pen' ? this.#active?.type === 'touch' : this.#touches.size > 1;
    if (isAnother && this.#active) this.#cancel();
    if (this.#touches.size > 1 || this.#active || event.button !== 0 || !this.#options.takes()) return;
    this.#active = { id: event.pointerId, type: event.pointerType, isRaw: false };
    this.#root.addEventListener('pointerrawupdate', this.#onRaw);
    this.#root.setPointerCapture(event.pointerId);
    this.#options.onDown(event);
  }

  #onMove(event: PointerEvent): void {
    const active = event.pointerId === this.#active?.id && this.#active;
    if (active || event.pointerType !== 'touch') this.#options.onHover(event);
    if (active && !active.isRaw) this.#take(event);
  }

  #onUp(event: PointerEvent): void {
    this.#touches.delete(event.pointerId);
    if (event.pointerType === 'pen') this.#penAtMs = event.timeStamp;
    if (event.pointerId !== this.#active?.id) return;
    this.drop();
    this.#options.onUp();
    if (event.pointerType === 'touch') this.#options.onLeave();
  }

  #isPalm({ pointerType, timeStamp }: PointerEvent): boolean {
    return pointerType === 'touch' && (this.#active?.type === 'pen' || timeStamp - this.#penAtMs < palmMs);
  }

  #cancel(): void {
    this.drop();
    this.#options.onCancel();
  }
}

/** 0..1; of a pen only: what mice and fingers tell is whether they press at all. */
export const pressureOf = (event: PointerEvent): number =>
  event.pointerType === 'pen' && event.pressure > 0 ? event.pressure : plainPressure;
