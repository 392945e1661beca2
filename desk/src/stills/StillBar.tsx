import type { Still } from '@parley/protocol';
import { FrozenIcon, SharedViewIcon, Tooltip, WholePictureIcon, ZoomInIcon, ZoomOutIcon } from '@parley/ui';
import { useEffect, useState, type ReactNode } from 'react';
import type { Action } from '../actions/action.ts';
import { useShortcuts } from '../actions/shortcuts.ts';
import { t } from '../words.ts';
import styles from './StillBar.module.css';
import { sharpness } from './still-state.ts';

interface StillBarProps {
  readonly still: Still | undefined;
  /** How much of the sharp picture has arrived, 0..1. */
  readonly progress: number | undefined;
  readonly scale: number;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly zoomWhole: () => void;
  readonly sharesView: boolean;
  readonly toggleSharedView: () => void;
  readonly unfreeze: (() => void) | undefined;
}

/** Good news is worth a moment, not a place. */
const goodNewsMs = 4_000;

/** True for a moment after `fact` has become true in front of the associate's eyes. */
function useJust(fact: boolean): boolean {
  const [since, setSince] = useState(fact);
  useEffect(() => {
    if (!fact) {
      setSince(false);
      return;
    }
    const timer = setTimeout(() => setSince(true), goodNewsMs);
    return () => clearTimeout(timer);
  }, [fact]);
  return fact && !since;
}

/** What is frozen, how sharp it is, and how one looks at it. */
export function StillBar(props: StillBarProps): ReactNode {
  const { still, progress, scale, unfreeze } = props;
  const isJustSharp = useJust(still?.picture !== undefined);
  const actions = stillActions(props);
  const hidden: Action = {
    id: 'unfreeze',
    label: t('still.unfreeze-hint'),
    icon: FrozenIcon,
    shortcut: 'Escape',
    perform: unfreeze,
  };
  useShortcuts([...actions, hidden]);
  const [zoomOut, zoomIn, whole, share] = actions.map((action) => <BarButton key={action.id} {...action} />);
  return (
    <div role="toolbar" tabIndex={-1} aria-label={t('still.bar')} className={styles['bar']}>
      <p className={styles['badge']}>
        <span>
          <FrozenIcon aria-hidden size={16} />
          {t('still.frozen')}
        </span>
        <small role="status">
          {still && (!still.picture || isJustSharp) ? sharpness(still, progress) : ''}
        </small>
      </p>
      {zoomOut}
      <output className={styles['scale']} aria-label={t('still.zoom')}>
        {Math.round(scale * 100)} %
      </output>
      {zoomIn}
      {whole}
      {share}
    </div>
  );
}

function stillActions(props: StillBarProps): readonly Action[] {
  const { scale, sharesView } = props;
  return [
    {
      id: 'zoom-out',
      label: t('still.zoom-out'),
      icon: ZoomOutIcon,
      shortcut: '-',
      perform: scale > 1 ? props.zoomOut : undefined,
    },
    {
      id: 'zoom-in',
      label: t('still.zoom-in'),
      icon: ZoomInIcon,
      shortcut: '+',
      perform: props.zoomIn,
    },
    {
      id: 'zoom-whole',
      label: t('still.zoom-whole'),
      icon: WholePictureIcon,
      shortcut: '0',
      perform: scale > 1 ? props.zoomWhole : undefined,
    },
    {
      id: 'share-view',
      label: t('still.share-view'),
      icon: SharedViewIcon,
      hint: t(sharesView ? 'still.share-view-stop' : 'still.share-view-hint'),
      pressed: sharesView,
      perform: props.toggleSharedView,
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
