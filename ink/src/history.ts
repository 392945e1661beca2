import type { Stroke, StrokeId } from '@parley/protocol';

/** Something the author did to their own ink. */
export type InkDeed =
  | { readonly kind: 'drew'; readonly stroke: Stroke }
  | { readonly kind: 'erased'; readonly strokes: readonly Stroke[] }
  | { readonly kind: 'changed'; readonly before: Stroke; readonly after: Stroke };

/** What is to be asked of the server to undo or redo it. */
export type InkChange =
  | { readonly kind: 'draw'; readonly strokes: readonly Stroke[] }
  | { readonly kind: 'erase'; readonly strokeIds: readonly StrokeId[] }
  | { readonly kind: 'change'; readonly stroke: Stroke };

/** One author's deeds, and those that were undone, each oldest first. */
export interface InkHistory {
  readonly done: readonly InkDeed[];
  readonly undone: readonly InkDeed[];
}

const longest = 500;

/** After a reload: what is there of one's own can be undone, newest first. */
export const historyOf = (own: readonly Stroke[]): InkHistory => ({
  done: own.map((stroke) => ({ kind: 'drew', stroke })),
  undone: [],
});

/** With one more deed; what was undone before it can't be redone any more. */
export const withDeed = ({ done }: InkHistory, deed: InkDeed): InkHistory => ({
  done: [...done, deed].slice(-longest),
  undone: [],
});

/** Whether undoing, or redoing, the deed would change anything: others may have cleared what it was about. */
const matters = (deed: InkDeed, isThere: (id: StrokeId) => boolean, back: boolean): boolean => {
  switch (deed.kind) {
    case 'drew':
      return isThere(deed.stroke.id) === back;
    case 'erased':
      return deed.strokes.some(({ id }) => isThere(id) !== back);
    case 'changed':
      return isThere(deed.after.id);
  }
};

const backward = (deed: InkDeed): InkChange => {
  switch (deed.kind) {
    case 'drew':
      return { kind: 'erase', strokeIds: [deed.stroke.id] };
    case 'erased':
      return { kind: 'draw', strokes: deed.strokes };
    case 'changed':
      return { kind: 'change', stroke: deed.before };
  }
};

const forward = (deed: InkDeed): InkChange => {
  switch (deed.kind) {
    case 'drew':
      return { kind: 'draw', strokes: [deed.stroke] };
    case 'erased':
      return { kind: 'erase', strokeIds: deed.strokes.map(({ id }) => id) };
    case 'changed':
      return { kind: 'change', stroke: deed.after };
  }
};

export interface InkStep {
  readonly history: InkHistory;
  readonly change: InkChange;
}

/** The newest deed taken back; undefined when there is none whose undoing changes anything. */
export function undone(history: InkHistory, isThere: (id: StrokeId) => boolean): InkStep | undefined {
  const at = history.done.findLastIndex((deed) => matters(deed, isThere, true));
  const deed = history.done[at];
  if (!deed) return undefined;
  return {
    history: { done: history.done.slice(0, at), undone: [...history.undone, deed] },
    change: backward(deed),
  };
}

/** What was undone last, done again. */
export function redone(history: InkHistory, isThere: (id: StrokeId) => boolean): InkStep | undefined {
  const at = history.undone.findLastIndex((deed) => matters(deed, isThere, false));
  const deed = history.undone[at];
  if (!deed) return undefined;
  return {
    history: { done: [...history.done, deed], undone: history.undone.slice(0, at) },
    change: forward(deed),
  };
}
