import { pictureRect, toPoint, type Place } from './geometry.ts';
import type { InkPen } from './gesture.ts';
import type { InkPicture } from './layer-options.ts';
import { letterHeight, palette } from './palette.ts';
import type { Surface } from './surface.ts';
import { openTextEntry, type TextEntry } from './text-entry.ts';

/** Takes words for the picture, in a field where they will be. */
export class Writer {
  readonly #surface: Surface;
  readonly #label: string;
  #entry: TextEntry | undefined;

  constructor(surface: Surface, label: string) {
    this.#surface = surface;
    this.#label = label;
  }

  /**
   * @param place of the picture, where the text begins
   * @param onText not called when there is none, or it was given up
   */
  open(
    picture: InkPicture,
    place: Place,
    { width, color, text }: Pick<InkPen, 'width' | 'color'> & { readonly text?: string | undefined },
    onText: (text: string) => void,
  ): void {
    const { root, box } = this.#surface;
    this.#entry = openTextEntry({
      root,
      at: toPoint(place, box, picture),
      height: letterHeight(width, pictureRect(box, picture)),
      color: palette[color].fill,
      label: this.#label,
      text: text ?? '',
      onDone: (written, byKey) => {
        this.#entry = undefined;
        if (byKey) root.focus({ preventScroll: true });
        if (written) onText(written);
      },
    });
  }

  /** Sets what is written so far. */
  finish(): void {
    this.#entry?.finish();
  }

  cancel(): void {
    this.#entry?.cancel();
  }
}
