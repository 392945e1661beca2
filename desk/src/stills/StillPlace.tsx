import type { ReactNode } from 'react';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { InkSurface } from '../ink/InkSurface.tsx';
import { t } from '../words.ts';
import { StillArea } from './StillArea.tsx';
import styles from './StillPlace.module.css';
import { useBoxSize } from './use-box-size.ts';
import type { StageWork } from './use-stage-work.ts';

interface StillPlaceProps {
  readonly engagement: OwnEngagement;
  readonly work: StageWork;
}

/**
 * Where the still lies, and the ink over whatever is on the stage. While there is a still it can be reached by keyboard,
 * to move over it; while there is nothing to do here, presses go through.
 */
export function StillPlace({ engagement, work }: StillPlaceProps): ReactNode {
  const { area, isFrozen, pencil, freezing, look, stillSize, ink, inkPicture } = work;
  const box = useBoxSize(area);
  const reach = isFrozen ? { role: 'group', tabIndex: 0, 'aria-label': t('still.bar') } : {};
  return (
    <div
      ref={area}
      className={styles['place']}
      data-through={isFrozen || pencil.inHand ? undefined : ''}
      {...reach}
    >
      {isFrozen && box && stillSize && (
        <StillArea engagement={engagement} freezing={freezing} look={look} box={box} size={stillSize} />
      )}
      <InkSurface
        engagement={engagement}
        ink={ink.ink}
        picture={inkPicture}
        pencil={pencil}
        onDeed={ink.onDeed}
      />
    </div>
  );
}
