import { OpenIcon, Plate, SmsIcon } from '@parley/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './ConversationsPlate.module.css';
import { useHasSms, useUnreadSms } from './use-conversation-news.ts';

/** SMS in one glance, on the first page. */
export function ConversationsPlate(): ReactNode {
  const unread = useUnreadSms();
  if (!useHasSms()) return undefined;
  return (
    <Plate as="section" aria-label={t('conversation.title')}>
      <Link to="/conversations" className={styles['link']} data-some={unread > 0 || undefined}>
        <SmsIcon aria-hidden size={22} />
        <span className={styles['words']}>
          {unread > 0 ? t('conversation.unread-welcome', { count: unread }) : t('conversation.none-unread')}
        </span>
        <span className={styles['open']}>
          {t('conversation.title')}
          <OpenIcon aria-hidden size={16} />
        </span>
      </Link>
    </Plate>
  );
}
