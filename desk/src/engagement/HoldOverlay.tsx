import type { EngagementState } from '@parley/protocol';
import { participantOf } from '@parley/engagement';
import { Button, HeldIcon, ResumeIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { Elapsed } from '../time/Clock.tsx';
import { t } from '../words.ts';
import { nameOf, type OwnEngagement } from './use-engagement.ts';
import styles from './StageOverlay.module.css';

interface HoldOverlayProps {
  readonly engagement: OwnEngagement;
  readonly hold: EngagementState['hold'];
  readonly resume: (() => void) | undefined;
}

/** Nothing flows either way: says so, since when, by whom, and ends it. */
export function HoldOverlay({ engagement, hold, resume }: HoldOverlayProps): ReactNode {
  const byYou = hold?.byParticipantId === engagement.self.id;
  const by = hold && participantOf(engagement.state, hold.byParticipantId);
  return (
    <div className={styles['overlay']} data-shown={hold ? '' : undefined}>
      <div role="status" className={styles['words']}>
        {hold && (
          <>
            <HeldIcon aria-hidden size={40} strokeWidth={1.5} />
            <p className={styles['title']}>{t('call.hold')}</p>
          </>
        )}
      </div>
      {hold && (
        <>
          <p className={styles['time']} role="timer" aria-label={t('call.hold-for')}>
            <Elapsed since={hold.since} />
          </p>
          <p className={styles['text']}>
            {byYou ? t('call.hold-by-you') : t('call.hold-by', { name: nameOf(by) })}
          </p>
          {resume && (
            <Button variant="accent" size="large" icon={ResumeIcon} onClick={resume}>
              {t('call.resume')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
