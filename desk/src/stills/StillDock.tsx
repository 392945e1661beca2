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
  const [open, setOpen] = useState(false);
  const { isFrozen } = work;
  const { length: count } = engagement.state.stills;
  if (!isFrozen && count === 0) return undefined;
  return (
    <div className={styles['dock']}>
      {isFrozen ? (
        <Bar engagement={engagement} work={work} />
      ) : (
        <button
          type="button"
          className={styles['toggle']}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <StillsIcon aria-hidden size={18} />
          {t('still.strip', { count })}
        </button>
      )}
      {(isFrozen || open) && count > 0 && <Strip engagement={engagement} shown={work.freezing.still} />}
    </div>
  );
}

function Bar({ engagement: { state, self }, work }: StillDockProps): ReactNode {
  const { still, unfreeze } = work.freezing;
  const image = useDesk(({ annotation }) => (still ? annotation.stillImages[still.id] : undefined));
  // With the pencil in the hand Escape puts that away first.
  const mayUnfreeze = may(state, self.id, 'unfreeze') && !work.pencil.inHand;
  return (
    <StillBar
      still={still}
      progress={image?.progress}
      look={work.look}
      unfreeze={mayUnfreeze ? unfreeze : undefined}
    />
  );
}

interface StripProps {
  readonly engagement: OwnEngagement;
  readonly shown: Still | undefined;
}

function Strip({ engagement: { state, self }, shown }: StripProps): ReactNode {
  const { annotation } = useClient();
  const images = useDesk((desk) => desk.annotation.stillImages);
  const [toDelete, setToDelete] = useState<Still>();
  const mayShow = may(state, self.id, 'freeze');
  const mayDelete = may(state, self.id, 'unfreeze');
  return (
    <>
      <StillStrip
        engagement={state}
        shownId={shown?.id}
        imageOf={({ id }) => images[id]?.preview ?? images[id]?.picture}
        show={mayShow ? ({ id }) => attempt(annotation.showStill(id)) : undefined}
        askDelete={mayDelete ? setToDelete : undefined}
      />
      {toDelete && (
        <DeleteStill
          surface="call"
          onDelete={() => tellIfRefused(annotation.deleteStill(toDelete.id))}
          onClose={() => setToDelete(undefined)}
        />
      )}
    </>
  );
}
