import { ClearAllIcon, ClearOwnIcon, RedoIcon, UndoIcon } from '@parley/ui';
import type { Action } from '../actions/action.ts';
import { t } from '../words.ts';
import { colors, colorShortcut, nextOf, tools, widths, widthShortcut } from './tools.ts';
import type { Pencil } from './use-pencil.ts';

/** What can be taken back or cleared now; absent what can't. */
export interface InkWork {
  readonly undo?: (() => void) | undefined;
  readonly redo?: (() => void) | undefined;
  readonly clearOwn?: (() => void) | undefined;
  readonly clearAll?: (() => void) | undefined;
}

export interface InkActions {
  readonly tools: readonly Action[];
  readonly work: readonly Action[];
  /** Everything that has a shortcut. */
  readonly all: readonly Action[];
}

const named = (id: string, label: string, icon: Action['icon']) => ({ id, label, icon });

/** Everything the pencil can do now, sorted by where it is shown. */
export function inkActions(pencil: Pencil, { undo, redo, clearOwn, clearAll }: InkWork): InkActions {
  const inPalette = tools.map(({ tool, icon, shortcut }) => ({
    ...named(tool, t(`ink.${tool}`), icon),
    shortcut,
    pressed: pencil.tool === tool,
    perform: () => pencil.chooseTool(tool),
  }));
  const work = [
    { ...named('undo', t('ink.undo'), UndoIcon), shortcut: 'Ctrl+Z', perform: undo },
    { ...named('redo', t('ink.redo'), RedoIcon), shortcut: 'Shift+Ctrl+Z', perform: redo },
    { ...named('clear-own', t('ink.clear-own'), ClearOwnIcon), perform: clearOwn },
    { ...named('clear-all', t('ink.clear-all'), ClearAllIcon), perform: clearAll },
  ];
  const unseen = [
    {
      ...named('color', t('ink.color-next'), UndoIcon),
      shortcut: colorShortcut,
      perform: () => pencil.chooseColor(nextOf(colors, pencil.color)),
    },
    {
      ...named('width', t('ink.width-next'), UndoIcon),
      shortcut: widthShortcut,
      perform: () => pencil.chooseWidth(nextOf(widths, pencil.width)),
    },
    {
      ...named('put-away', t('ink.close-hint'), UndoIcon),
      shortcut: 'Escape',
      perform: pencil.putAway,
    },
  ];
  return { tools: inPalette, work, all: [...inPalette, ...work, ...unseen] };
}
