import { Button, MissedIcon, Notice } from '@parley/ui';
import type { ReactNode } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import { t } from '../words.ts';
import styles from './WelcomePage.module.css';

/** Why the status is Away although nobody chose that. */
export function MissedNotice(): ReactNode {
  const client = useClient();
  const missed = useDesk((state) => state.availability?.notice === 'missed');
  return (
    <div role="status" className={styles['missed']}>
      {missed && (
        <Notice
          icon={MissedIcon}
          tone="caution"
          action={
            <Button onClick={() => attempt(client.setAvailability('available'))}>
              {t('status.be-available')}
            </Button>
          }
        >
          {t('status.missed')}
        </Notice>
      )}
    </div>
  );
}
