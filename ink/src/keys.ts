import { within, type Place, type Size } from './geometry.ts';
import type { Grip } from './selection.ts';

interface KeysOptions {
  readonly begin: (place: Place) => boolean;
  readonly extend: (place: Place) => void;
  readonly finish: () => boolean;
  readonly abandon: () => void;
  readonly isUnderWay: () => boolean;
  readonly step: (by: Place, grip: Grip) => void;
  readonly next: (back: boolean) => void;
  readonly deleteSelected: () => void;
  readonly deselect: () => void;
  readonly edit: () => boolean;
  readonly hasSelection: () => boolean;
  readonly say: (saying: 'begun' | 'set' | 'abandoned' | 'at-edge') => void;
  readonly changed: () => void;
}

const directions: Readonly<Record<string, Place>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
/** Parts of the picture: a step, and one with Shift. */
const step = 0.01;
const stride = 0.06;

/** Ink without a pointing device: arrows move a cross, Enter begins and sets, Escape gives up. */
export class Keys {
  readonly #options: KeysOptions;
  #cursor: Place = { x: 0.5, y: 0.5 };
  #isShown = false;

  constructor(options: KeysOptions) {
    this.#options = options;
  }

  reset(): void {
    this.#cursor = { x: 0.5, y: 0.5 };
    this.#isShown = false;
  }

  /** The pointing device is in use. */
  hide(): void {
    this.#isShown = false;
  }

  /** With a pen in hand. True when the key was meant for it. */
  draw(event: KeyboardEvent): boolean {
    const direction = directions[event.key];
    if (direction) {
      this.#move(direction, event.shiftKey ? stride : step);
      return true;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      this.#isShown = true;
      if (this.#options.isUnderWay()) {
        if (this.#options.finish()) this.#options.say('set');
      } else if (this.#options.begin(this.#cursor)) this.#options.say('begun');
      this.#options.changed();
      return true;
    }
    if (event.key !== 'Escape' || !this.#options.isUnderWay()) return false;
    this.#options.abandon();
    this.#options.say('abandoned');
    return true;
  }

  /** With the hand: Tab-free, so that Tab still leaves. Arrows move, with Alt they size. */
  select(event: KeyboardEvent): boolean {
    const direction = directions[event.key];
    if (direction && this.#options.hasSelection()) {
      const by = event.shiftKey ? stride : step;
      this.#options.step({ x: direction.x * by, y: direction.y * by }, event.altKey ? 'size' : 'move');
      return true;
    }
    switch (event.key) {
      case 'Enter':
      case ' ':
        this.#options.next(event.shiftKey);
        return true;
      case 'F2':
        return this.#options.edit();
      case 'Delete':
      case 'Backspace':
        this.#options.deleteSelected();
        return true;
      case 'Escape':
        if (!this.#options.hasSelection()) return false;
        this.#options.deselect();
        return true;
      default:
        return false;
    }
  }

  renderCursor(context: CanvasRenderingContext2D, size: Size): void {
    if (!this.#isShown) return;
    const [x, y] = [this.#cursor.x * size.width, this.#cursor.y * size.height];
    for (const [color, width] of [
      ['#0c0e14', 4],
      ['#fff', 2],
    ] as const) {
      context.strokeStyle = color;
      context.lineWidth = width;
      context.beginPath();
      context.moveTo(x - 14, y);
      context.lineTo(x + 14, y);
      context.moveTo(x, y - 14);
      context.lineTo(x, y + 14);
      context.stroke();
    }
  }

  #move(direction: Place, by: number): void {
    this.#isShown = true;
    const { x, y } = this.#cursor;
    this.#cursor = {
      x: within(x + direction.x * by, 0, 1),
      y: within(y + direction.y * by, 0, 1),
    };
    if (this.#cursor.x === x && this.#cursor.y === y) this.#options.say('at-edge');
    if (this.#options.isUnderWay()) this.#options.extend(this.#cursor);
    this.#options.changed();
  }
}
