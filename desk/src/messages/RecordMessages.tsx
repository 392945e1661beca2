import type { EngagementState } from '@parley/protocol';
import { Plate } from '@parley/ui';
import type { ReactNode } from 'react';
import { useProfile } from '../client/desk-context.ts';
import { t } from '../words.ts';
import { MessageList } from './MessageList.tsx';
import styles from './RecordMessages.module.css';

/** What was written in an engagement that is over. */
export function RecordMessages({ engagement }: { readonly engagement: EngagementState }): ReactNode {
  const { id } = useProfile();
  if (engagement.messages.length === 0) return undefined;
  const self = engagement.participants.find(({ associateId }) => associateId === id);
  return (
    <Plate as="section" aria-label={t('message.title')}>
      <div className={styles['plate']}>
        <h2>{t('message.title')}</h2>
        <MessageList state={engagement} selfId={self?.id} />
      </div>
    </Plate>
  );
}
