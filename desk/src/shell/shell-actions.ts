import { KeyboardIcon } from '@parley/ui';
import type { Action } from '../actions/action.ts';
import { t } from '../words.ts';
import { openPanel } from './panels.ts';

/** What can be done from everywhere. */
export const shellActions = (): readonly Action[] => [
  {
    id: 'help',
    label: t('shortcuts.help'),
    icon: KeyboardIcon,
    shortcut: '?',
    perform: () => openPanel('help'),
  },
];
