import type { Still } from '@parley/protocol';
import { FrozenIcon, SharedViewIcon, Tooltip, WholePictureIcon, ZoomInIcon, ZoomOutIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import type { Action } from '../actions/action.ts';
import { useShortcuts } from '../actions/shortcuts.ts';
import { t } from '../words.ts';
import styles from './StillBar.module.css';
import { sharpness } from './still-state.ts';
import type { StillLook } from './use-still-view.ts';

interface StillBarProps {
  readonly still: Still | undefined;
  /** How much of the sharp picture has arrived, 0..1. */
  readonly progress: number | undefined;
  readonly look: StillLook;
  /** What Escape does. */
  readonly unfreeze: (() => void) | undefined;
}

/** What is frozen, how sharp it is, and how one looks at it. */
export function StillBar({ still, progress, look, unfreeze }: StillBarProps): ReactNode {
  const actions = lookActions(look);
  const unseen = { id: 'unfreeze', label: t('still.unfreeze-hint'), icon: FrozenIcon };
  useShortcuts([...actions, { ...unseen, shortcut: 'Escape', perform: unfreeze }]);
  const [zoomOut, ...others] = actions.map((action) => <BarButton key={action.id} {...action} />);
  return (
    <div role="toolbar" tabIndex={-1} aria-label={t('still.bar')} className={styles['bar']}>
      <p className={styles['badge']}>
        <span>
          <FrozenIcon aria-hidden size={16} />
          {t('still.frozen')}
        </span>
        {/* Good news is worth a moment, not a place. */}
        <small role="status" data-good={still?.picture ? '' : undefined}>
          {still && sharpness(still, progress)}
        </small>
      </p>
      {zoomOut}
      <output className={styles['scale']} aria-label={t('still.zoom')}>
        {Math.round(look.view.scale * 100)} %
      </output>
      {others}
    </div>
  );
}

function lookActions({ view, zoomIn, zoomOut, zoomWhole, ...look }: StillLook): readonly Action[] {
  const isCloser = view.scale > 1;
  return [
    {
      id: 'zoom-out',
      label: t('still.zoom-out'),
      icon: ZoomOutIcon,
      shortcut: '-',
      perform: isCloser ? zoomOut : undefined,
    },
    { id: 'zoom-in', label: t('still.zoom-in'), icon: ZoomInIcon, shortcut: '+', perform: zoomIn },
    {
      id: 'zoom-whole',
      label: t('still.zoom-whole'),
      icon: WholePictureIcon,
      shortcut: '0',
      perform: isCloser ? zoomWhole : undefined,
    },
    {
      id: 'share-view',
      label: t('still.share-view'),
      icon: SharedViewIcon,
      hint: t(look.sharesView ? 'still.share-view-stop' : 'still.share-view-hint'),
      pressed: look.sharesView,
      perform: look.toggleSharedView,
    },
  ];
}

function BarButton({ id, label, icon: Shape, shortcut, hint, pressed, perform }: Action): ReactNode {
  return (
    <Tooltip text={hint ?? label} shortcut={shortcut}>
      <button
        type="button"
        className={styles['button']}
        data-action={id}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={perform ? undefined : true}
        aria-keyshortcuts={shortcut}
        onClick={perform}
      >
        <Shape aria-hidden size={18} />
        {id === 'share-view' && <span>{label}</span>}
      </button>
    </Tooltip>
  );
}
