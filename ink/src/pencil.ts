import type { StrokeId } from '@parley/protocol';
import type { Place } from './geometry.ts';
import { begin, extend, isSpot, news, type Gesture, type InkPen } from './gesture.ts';
import type { InkLayerOptions, InkPicture } from './layer-options.ts';
import { mirrored } from './paint.ts';
import { encodePoints } from './points.ts';
import type { VisibleStroke } from './render.ts';

type PencilOptions = Pick<InkLayerOptions, 'newId' | 'onGrow' | 'onAbandon'>;

export const aspectOf = ({ picture }: InkPicture): number => picture.width / picture.height;

/** The own stroke under way: takes its points, tells the others of them, and shows it. */
export class Pencil {
  readonly #options: PencilOptions;
  #gesture: Gesture | undefined;
  /** As it is painted, for a version of its points. */
  #seen: { readonly version: number; readonly stroke: VisibleStroke } | undefined;

  constructor(options: PencilOptions) {
    this.#options = options;
  }

  get isUnderWay(): boolean {
    return this.#gesture !== undefined;
  }

  /** @returns whether a stroke has begun; beside the picture none does */
  press(pen: InkPen, place: Place, pressure: number): boolean {
    this.#gesture = begin(this.#options.newId(), pen, place, pressure);
    this.#seen = undefined;
    return this.#gesture !== undefined;
  }

  goTo(place: Place, picture: InkPicture, pressure: number): void {
    if (this.#gesture) extend(this.#gesture, place, aspectOf(picture), pressure);
  }

  /** The stroke, which is no longer under way. */
  lift(): Gesture | undefined {
    const gesture = this.#gesture;
    this.#gesture = undefined;
    return gesture;
  }

  abandon(): void {
    const gesture = this.lift();
    if (gesture && gesture.told.version > 0) this.forget(gesture.id);
  }

  /** Tells the others that nothing comes of it. */
  forget(id: StrokeId): void {
    this.#options.onAbandon(id);
  }

  /** Tells the others what they don't know yet. */
  tell({ target }: InkPicture): void {
    const gesture = this.#gesture;
    if (!gesture || isSpot(gesture.pen.tool)) return;
    const more = news(gesture, performance.now());
    if (more) this.#options.onGrow({ strokeId: gesture.id, target, ...gesture.pen, ...more });
  }

  stroke(picture: InkPicture): VisibleStroke | undefined {
    const gesture = this.#gesture;
    if (!gesture) return undefined;
    if (this.#seen?.version === gesture.version) return this.#seen.stroke;
    const plain = { ...gesture.pen, target: picture.target, points: encodePoints(gesture.points) };
    const stroke = picture.mirrored ? mirrored(plain) : plain;
    this.#seen = { version: gesture.version, stroke };
    return stroke;
  }
}
