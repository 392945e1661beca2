import type { EngagementState } from '@parley/protocol';
import { useNavigate } from '@tanstack/react-router';
import { Button, FinishIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { useClient, useDesk, useProfile } from '../client/desk-context.ts';
import { tellIfRefused } from '../client/notices.ts';
import { Remaining } from '../time/Clock.tsx';
import { t } from '../words.ts';
import { outcomeWords } from './outcome.ts';
import styles from './WrapUpStrip.module.css';

/** Until when this associate writes this engagement up; undefined when they do not. */
function useWrapUpUntil({ wrapUps }: EngagementState): string | undefined {
  const { id } = useProfile();
  const availability = useDesk((state) => state.availability);
  const own = wrapUps.find(({ associateId }) => associateId === id);
  return availability?.status === 'wrapping-up' ? (availability.wrapUpUntil ?? own?.until) : undefined;
}

/** Directly after an engagement: why it ended, how much time there is to write it up, and the way back. */
export function WrapUpStrip({ engagement }: { readonly engagement: EngagementState }): ReactNode {
  const client = useClient();
  const navigate = useNavigate();
  const { id } = useProfile();
  const justEnded = useDesk((state) => state.ended?.id === engagement.id);
  const until = useWrapUpUntil(engagement);
  const wrapsUp =
    until !== undefined && (justEnded || engagement.wrapUps.some((own) => own.associateId === id));
  if (!justEnded && !wrapsUp) return undefined;
  const finish = async (): Promise<void> => {
    if (wrapsUp && !(await tellIfRefused(client.finishWrapUp()))) return;
    client.dismissEnded();
    await navigate({ to: '/' });
  };
  return (
    <section className={styles['strip']} aria-label={t('wrap-up.title')}>
      <div className={styles['words']}>
        <div role="status">
          <h2>{engagement.endReason ? outcomeWords(engagement.endReason, true) : t('wrap-up.you-left')}</h2>
        </div>
        {wrapsUp && <p>{t('wrap-up.text')}</p>}
      </div>
      {wrapsUp && (
        <p className={styles['left']}>
          {t('wrap-up.left')}
          <span role="timer" aria-label={t('wrap-up.left')}>
            <Remaining until={until} />
          </span>
        </p>
      )}
      <Button variant="accent" size="large" icon={FinishIcon} onClick={() => void finish()}>
        {wrapsUp ? t('wrap-up.finish') : t('wrap-up.done')}
      </Button>
    </section>
  );
}
