import type { EngagementState } from '@parley/protocol';
import { Plate } from '@parley/ui';
import type { ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './RecordSms.module.css';
import { SmsList } from './SmsList.tsx';

/** The SMS of an engagement that is over. */
export function RecordSms({ engagement }: { readonly engagement: EngagementState }): ReactNode {
  if (engagement.sms.length === 0) return undefined;
  return (
    <Plate as="section" aria-label={t('sms.list')}>
      <div className={styles['plate']}>
        <h2>{t('sms.list')}</h2>
        <SmsList engagementId={engagement.id} />
      </div>
    </Plate>
  );
}
