import { maxStrokeText } from '@parley/protocol/constants';
import type { Place } from './geometry.ts';

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
  readonly text: string;
  readonly onDone: (text: string | undefined) => void;
}

/** A field on the picture itself; Enter sets, Shift and Enter begins a line, Escape gives up. */
export function openTextEntry({ root, at, height, color, label, text, onDone }: TextEntryOptions): TextEntry {
  const field = root.ownerDocument.createElement('textarea');
  field.value = text;
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
