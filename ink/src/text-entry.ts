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
  /** `byKey` says that the person is still here, and has not pressed elsewhere. */
  readonly onDone: (text: string | undefined, byKey: boolean) => void;
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
    fontWeight: '650',
    lineHeight: '1.2',
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
  const end = (result: string | undefined, byKey: boolean): void => {
    if (isOver) return;
    isOver = true;
    field.remove();
    onDone(result, byKey);
  };
  const finish = (byKey: boolean): void =>
    end(field.value.trim() === '' ? undefined : field.value.trimEnd(), byKey);
  field.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === 'Escape') end(undefined, true);
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      finish(true);
    }
  });
  field.addEventListener('pointerdown', (event) => event.stopPropagation());
  field.addEventListener('blur', () => finish(false));
  root.append(field);
  field.focus({ preventScroll: true });
  return { finish: () => finish(false), cancel: () => end(undefined, false) };
}
