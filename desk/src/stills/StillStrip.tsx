import type { EngagementState, Still } from '@parley/protocol';
import { StillsIcon, Tooltip } from '@parley/ui';
import type { ReactNode } from 'react';

import { t } from '../words.ts';
import { SmallPicture } from './SmallPicture.tsx';
import { StillMenu } from './StillMenu.tsx';
import { stillTime } from './still-time.ts';
import styles from './StillStrip.module.css';

interface StillStripProps {
  readonly engagement: EngagementState;
  readonly shownId: Still['id'] | undefined;
  readonly imageOf: (still: Still) => Blob | undefined;
  /** Absent where stills can't be shown now. */
  readonly show: ((still: Still) => void) | undefined;
  readonly askDelete: ((still: Still) => void) | undefined;
}

/** All stills of the engagement, the newest first, each with what can be done with it. */
export function StillStrip({ engagement, shownId, imageOf, show, askDelete }: StillStripProps): ReactNode {
  const stills = engagement.stills.map((still, index) => ({ still, number: index + 1 })).toReversed();
  return (
    <ul className={styles['strip']} aria-label={t('still.strip-title')}>
      {stills.map(({ still, number }) => (
        <li key={still.id} data-shown={still.id === shownId || undefined}>
          <Thumbnail
            label={t('still.number', { number, time: stillTime(still.at) })}
            image={imageOf(still)}
            shown={still.id === shownId}
            show={show && (() => show(still))}
          />
          <StillMenu
            engagement={engagement}
            still={still}
            number={number}
            surface="call"
            mayDownload
            show={show && still.id !== shownId ? () => show(still) : undefined}
            askDelete={askDelete && (() => askDelete(still))}
          />
        </li>
      ))}
    </ul>
  );
}

interface ThumbnailProps {
  readonly label: string;
  readonly image: Blob | undefined;
  readonly shown: boolean;
  readonly show: (() => void) | undefined;
}

function Thumbnail({ label, image, shown, show }: ThumbnailProps): ReactNode {
  return (
    <Tooltip text={label}>
      <button
        type="button"
        className={styles['thumbnail']}
        aria-label={label}
        aria-pressed={shown}
        aria-disabled={show || shown ? undefined : true}
        onClick={shown ? undefined : show}
      >
        {image ? <SmallPicture file={image} /> : <StillsIcon aria-hidden size={18} />}
      </button>
    </Tooltip>
  );
}
