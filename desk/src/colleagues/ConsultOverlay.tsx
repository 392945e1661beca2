import { participantOf } from '@parley/engagement';
import { Button, TransferIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { useClient } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import overlay from '../engagement/StageOverlay.module.css';
import { nameOf, type OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import styles from './ConsultOverlay.module.css';

/** The associates speak and the customer is apart: says so to both, with the ways on from there. */
export function ConsultOverlay({ engagement }: { readonly engagement: OwnEngagement }): ReactNode {
  const { state, self, customer } = engagement;
  const { colleagues, leave } = useClient();
  const transfer = state.transfer?.phase === 'consulting' ? state.transfer : undefined;
  const isSender = transfer?.byParticipantId === self.id;
  const otherId = isSender ? transfer.toParticipantId : transfer?.byParticipantId;
  const other = otherId && participantOf(state, otherId);
  const isOfTheTwo = isSender || transfer?.toParticipantId === self.id;
  return (
    <div className={overlay['overlay']} data-shown={transfer ? '' : undefined}>
      <div role="status" className={overlay['words']}>
        {transfer && (
          <>
            <TransferIcon aria-hidden size={40} strokeWidth={1.5} />
            <p className={overlay['title']}>
              {t('colleague.consulting', { name: nameOf(other || undefined) })}
            </p>
          </>
        )}
      </div>
      {transfer && (
        <>
          <p className={overlay['text']}>{t('colleague.consulting-text', { customer: nameOf(customer) })}</p>
          {isOfTheTwo && (
            <div className={styles['ways']}>
              <Button size="large" onClick={() => attempt(colleagues.joinTransfer())}>
                {t('colleague.bring-in')}
              </Button>
              {isSender && (
                <Button variant="accent" size="large" onClick={() => attempt(leave())}>
                  {t('colleague.complete')}
                </Button>
              )}
            </div>
          )}
          {isSender && (
            <Button variant="quiet" onClick={() => attempt(colleagues.cancelTransfer())}>
              {t('colleague.call-off')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
