import type { ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './RecordingDot.module.css';
import type { OwnEngagement } from './use-engagement.ts';

/** The red circle: there exactly while the recorder says that media is being written. */
export function RecordingDot({ engagement }: { readonly engagement: OwnEngagement }): ReactNode {
  const writing = engagement.state.recording?.writingSince !== undefined;
  return (
    writing && (
      <span role="status" aria-label={t('call.recording')} className={styles['dot']}>
        {t('call.recording-short')}
      </span>
    )
  );
}
