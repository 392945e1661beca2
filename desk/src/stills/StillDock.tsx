import type { Still } from '@parley/protocol';
import { may } from '@parley/engagement';
import { StillsIcon } from '@parley/ui';
import { useState, type ReactNode } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { attempt, tellIfRefused } from '../client/notices.ts';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import { DeleteStill } from './DeleteStill.tsx';
import { StillBar } from './StillBar.tsx';
import styles from './StillDock.module.css';
import { StillStrip } from './StillStrip.tsx';
import type { StageWork } from './use-stage-work.ts';

interface StillDockProps {
  readonly engagement: OwnEngagement;
  readonly work: StageWork;
}

/** Above the toolbar: how the still is looked at, and all stills; while the picture is live, a button for them. */
export function StillDock({ engagement, work }: StillDockProps): ReactNode {
  const { annotation } = useClient();
  const images = useDesk((desk) => desk.annotation.stillImages);
  const [open, setOpen] = useState(false);
  const [toDelete, setToDelete] = useState<Still>();
  const { state, self } = engagement;
  const { freezing, isFrozen: frozen, look, pencil } = work;
  const { still } = freezing;
  const { stills } = state;
  if (!frozen && stills.length === 0) return undefined;
  const mayShow = may(state, self.id, 'freeze');
  const mayUnfreeze = may(state, self.id, 'unfreeze');
  return (
    <div className={styles['dock']}>
      {!frozen && (
        <button
          type="button"
          className={styles['toggle']}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <StillsIcon aria-hidden size={18} />
          {t('still.strip', { count: stills.length })}
        </button>
      )}
      {frozen && (
        <StillBar
          {...look}
          still={still}
          progress={still && images[still.id]?.progress}
          scale={look.view.scale}
          unfreeze={mayUnfreeze && !pencil.inHand ? freezing.unfreeze : undefined}
        />
      )}
      {(frozen || open) && stills.length > 0 && (
        <StillStrip
          engagement={state}
          shownId={still?.id}
          imageOf={({ id }) => images[id]?.preview ?? images[id]?.picture}
          show={mayShow ? ({ id }) => attempt(annotation.showStill(id)) : undefined}
          askDelete={mayUnfreeze ? setToDelete : undefined}
        />
      )}
      {toDelete && (
        <DeleteStill
          surface="call"
          onDelete={() => tellIfRefused(annotation.deleteStill(toDelete.id))}
          onClose={() => setToDelete(undefined)}
        />
      )}
    </div>
  );
}
