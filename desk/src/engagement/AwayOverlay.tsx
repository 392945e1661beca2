import type { Participant } from '@parley/protocol';
import { OfflineIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { Remaining } from '../time/Clock.tsx';
import { t } from '../words.ts';
import styles from './StageOverlay.module.css';
import { nameOf } from './use-engagement.ts';

/** The customer's connection is gone; the call waits for them, and says for how long. */
export function AwayOverlay({ customer }: { readonly customer: Participant }): ReactNode {
  const away = customer.state === 'away';
  return (
    <div className={styles['overlay']} data-shown={away ? '' : undefined}>
      <div role="status" className={styles['words']}>
        {away && (
          <>
            <OfflineIcon aria-hidden size={40} strokeWidth={1.5} />
            <p className={styles['title']}>{t('call.away', { name: nameOf(customer) })}</p>
          </>
        )}
      </div>
      {away && customer.awayUntil && (
        <p className={styles['text']}>
          {t('call.away-wait')} <Remaining until={customer.awayUntil} />
        </p>
      )}
    </div>
  );
}
