import type { Annotation } from '@parley/call';
import { isOn, refusal } from '@parley/engagement';
import { historyOf, redone, undone, withDeed, type InkChange, type InkDeed, type InkStep } from '@parley/ink';
import type { DrawnStroke, InkTarget, Stroke } from '@parley/protocol';
import { useState } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { targetKey } from './target-key.ts';
import type { InkWork } from './ink-actions.ts';

/** Without what the server adds. */
const strokeOf = ({ participantId: _, at: __, number: ___, ...stroke }: DrawnStroke): Stroke => stroke;

function ask(annotation: Annotation, change: InkChange): void {
  switch (change.kind) {
    case 'draw':
      for (const stroke of change.strokes) attempt(annotation.draw(stroke));
      return;
    case 'erase':
      attempt(annotation.erase(change.strokeIds));
      return;
    case 'change':
      attempt(annotation.change(change.stroke.id, change.stroke.points, change.stroke.text));
  }
}

export interface InkDesk extends InkWork {
  /** Everything drawn in the engagement, own ink included that the server has not answered yet. */
  readonly ink: readonly DrawnStroke[];
  /** Something was done with the pencil: it is asked of the server, and can be undone. */
  readonly onDeed: (deed: InkDeed) => void;
  /** Clearing everyone's ink waits for a yes; absent when nothing waits. */
  readonly clearing: { readonly confirm: () => void; readonly cancel: () => void } | undefined;
}

const changeOf = (deed: InkDeed): InkChange => {
  if (deed.kind === 'drew') return { kind: 'draw', strokes: [deed.stroke] };
  if (deed.kind === 'changed') return { kind: 'change', stroke: deed.after };
  return { kind: 'erase', strokeIds: deed.strokes.map(({ id }) => id) };
};

/** The associate's ink on one picture: what is there, what was done, and taking it back. */
export function useInkWork({ state, self }: OwnEngagement, target: InkTarget | undefined): InkDesk {
  const { annotation } = useClient();
  const ink = useDesk((desk) => desk.annotation.ink);
  const here = target ? ink.filter((stroke) => isOn(stroke, target)) : [];
  const own = here.filter(({ participantId }) => participantId === self.id);
  const key = targetKey(target);
  const [kept, setKept] = useState<Readonly<Record<string, ReturnType<typeof historyOf>>>>({});
  const [asks, setAsks] = useState(false);
  const history = kept[key] ?? historyOf(own.map(strokeOf));
  const keep = (next: typeof history): void => setKept((before) => ({ ...before, [key]: next }));
  const ids = new Set(own.map(({ id }) => id));
  const take = (step: InkStep | undefined) =>
    step &&
    (() => {
      keep(step.history);
      ask(annotation, step.change);
    });
  const clear = (whose: 'own' | 'all'): void => {
    if (target) attempt(annotation.clear(target, whose));
    keep(withDeed(history, { kind: 'erased', strokes: own.map(strokeOf) }));
  };
  const mayClearAll = refusal(state, self.id, 'clear-all') === undefined && here.length > 0;
  const clearAll = own.length < here.length ? () => setAsks(true) : () => clear('all');
  return {
    ink,
    undo: take(undone(history, (id) => ids.has(id))),
    redo: take(redone(history, (id) => ids.has(id))),
    clearOwn: own.length > 0 ? () => clear('own') : undefined,
    clearAll: mayClearAll ? clearAll : undefined,
    onDeed: (deed) => {
      keep(withDeed(history, deed));
      ask(annotation, changeOf(deed));
    },
    clearing: asks
      ? {
          confirm: () => {
            setAsks(false);
            clear('all');
          },
          cancel: () => setAsks(false),
        }
      : undefined,
  };
}
