import { SmsIcon, Tooltip } from '@parley/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './ConversationsLink.module.css';
import { useHasSms, useUnreadSms } from './use-conversation-news.ts';

/** The way to the SMS conversations, and how much of them is unread. */
export function ConversationsLink(): ReactNode {
  const unread = useUnreadSms();
  if (!useHasSms()) return undefined;
  return (
    <Tooltip text={t('conversation.title')} side="bottom">
      <Link
        to="/conversations"
        className={styles['link']}
        aria-label={unread > 0 ? t('conversation.unread', { count: unread }) : t('conversation.title')}
      >
        <SmsIcon aria-hidden size={18} />
        {unread > 0 && (
          <span className={styles['unread']} aria-hidden>
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </Link>
    </Tooltip>
  );
}
