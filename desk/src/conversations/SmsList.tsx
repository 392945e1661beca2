import type { EngagementId } from '@parley/protocol';
import { Button, Notice, OfflineIcon } from '@parley/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useProfile } from '../client/desk-context.ts';
import { t } from '../words.ts';
import { Delivery } from './Delivery.tsx';
import { engagementSmsQuery } from './queries.ts';
import styles from './SmsList.module.css';

/** What was sent out of an engagement, the newest first, and what became of it. */
export function SmsList({ engagementId }: { readonly engagementId: EngagementId }): ReactNode {
  const profile = useProfile();
  const found = useQuery(engagementSmsQuery(engagementId));
  // What was fetched before stays when it can't be fetched anew.
  if (found.isError && !found.data)
    return (
      <Notice
        icon={OfflineIcon}
        tone="caution"
        action={<Button onClick={() => void found.refetch()}>{t('page.retry')}</Button>}
      >
        {t('sms.failed-load')}
      </Notice>
    );
  if (!found.data || found.data.length === 0) return undefined;
  return (
    <ol className={styles['list']} aria-label={t('sms.list')}>
      {found.data.toReversed().map(({ entry, writtenNumber, owner }) => (
        <li key={entry.id}>
          <p className={styles['to']}>{t('sms.to', { number: writtenNumber })}</p>
          <p className={styles['text']} dir="auto">
            {entry.text}
          </p>
          <Delivery delivery={entry.delivery} />
          {owner && owner.id !== profile.id && (
            <p className={styles['to']}>{t('sms.replies-to', { name: owner.name })}</p>
          )}
        </li>
      ))}
    </ol>
  );
}
