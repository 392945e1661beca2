import { maxStrokeText } from '@parley/protocol/constants';
import { pictureRect, toPoint, type Place, type Showing } from './geometry.ts';
import type { InkPen } from './gesture.ts';
import { letterHeight, palette } from './palette.ts';
import type { Surface } from './surface.ts';

export interface TextEntry {
  /** As if set, unless there is nothing. */
  finish(): void;
  cancel(): void;
}

interface TextEntryOptions {
  readonly root: HTMLElement;
  /** Left end of the first line's baseline, CSS pixels of `root`. */
  readonly at: Place;
  /** Of the letters, CSS pixels. */
  readonly height: number;
  readonly color: string;
  readonly label: string;
  readonly onDone: (text: string | undefined) => void;
}

/** A field on the picture itself; Enter sets, Shift and Enter begins a line, Escape gives up. */
function openTextEntry({ root, at, height, color, label, onDone }: TextEntryOptions): TextEntry {
  const field = root.ownerDocument.createElement('textarea');
  field.maxLength = maxStrokeText;
  field.rows = 1;
  field.ariaLabel = label;
  const size = Math.max(height, 16);
  Object.assign(field.style, {
    position: 'absolute',
    left: `${String(Math.min(at.x, Math.max(root.clientWidth - 160, 0)))}px`,
    top: `${String(Math.max(at.y - size, 0))}px`,
    minWidth: '8ch',
    maxWidth: '100%',
    padding: '0 4px',
    margin: '0 -6px',
    font: `650 ${String(size)}px/1.2 inherit`,
    fontSize: `${String(size)}px`,
    fontFamily: 'inherit',
    color,
    background: 'rgb(12 14 20 / 0.72)',
    border: '1px dashed currentColor',
    borderRadius: '4px',
    resize: 'none',
    overflow: 'hidden',
  });
  field.style.setProperty('field-sizing', 'content');
  let isOver = false;
  const end = (result: string | undefined): void => {
    if (isOver) return;
    isOver = true;
    field.remove();
    onDone(result);
  };
  const finish = (): void => end(field.value.trim() === '' ? undefined : field.value.trimEnd());
  field.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === 'Escape') end(undefined);
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      finish();
    }
  });
  field.addEventListener('pointerdown', (event) => event.stopPropagation());
  field.addEventListener('blur', finish);
  root.append(field);
  field.focus({ preventScroll: true });
  return { finish, cancel: () => end(undefined) };
}

/** Asks for the words of a text that begins at this place of the picture; nothing when there are none. */
export function writeAt(
  { root, box }: Surface,
  picture: Showing,
  place: Place,
  { width, color }: InkPen,
  label: string,
  onDone: (text: string | undefined) => void,
): TextEntry {
  return openTextEntry({
    root,
    at: toPoint(place, box, picture),
    height: letterHeight(width, pictureRect(box, picture)),
    color: palette[color].fill,
    label,
    onDone,
  });
}
