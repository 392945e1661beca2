import { Button, Notice, OfflineIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { RemainingHere } from '../time/Clock.tsx';
import { t } from '../words.ts';
import styles from './ConnectionNotice.module.css';

/** The own connection to the server is gone: says so, when it tries again, and lets one not wait. */
export function ConnectionNotice(): ReactNode {
  const client = useClient();
  const connection = useDesk((state) => state.connection);
  if (connection.phase !== 'reconnecting') return undefined;
  return (
    <Notice
      icon={OfflineIcon}
      tone="caution"
      action={<Button onClick={() => client.reconnect()}>{t('connection.try-now')}</Button>}
    >
      <span role="status">{t('connection.reconnecting')}</span>{' '}
      <span className={styles['next']}>
        {t('connection.next-attempt')}{' '}
        <RemainingHere until={connection.nextAttemptAt} over={t('connection.now')} />
      </span>
    </Notice>
  );
}
