import type { Conversation } from '@parley/protocol';
import { Badge } from '@parley/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useProfile } from '../client/desk-context.ts';
import { moment } from '../time/format.ts';
import { useNow } from '../time/ticking.ts';
import { language, t } from '../words.ts';
import styles from './ConversationItem.module.css';

export const titleOf = ({ name, writtenNumber }: Conversation): string => name ?? writtenNumber;

function lastLine({ last }: Conversation): string {
  switch (last?.kind) {
    case 'sent':
      return t('conversation.last-sent', { text: last.text });
    case 'received':
      return last.text;
    case 'stopped':
    case 'started':
    case 'handed-over':
      return t(`conversation.last-${last.kind}`);
    case undefined:
      return '';
  }
}

/** One conversation in the list of them. */
export function ConversationItem({ conversation }: { readonly conversation: Conversation }): ReactNode {
  const { id, unread, owner, isStopped, changedAt, name, writtenNumber } = conversation;
  const profile = useProfile();
  const now = useNow();
  return (
    <li className={styles['item']} data-unread={unread > 0 || undefined}>
      <Link to="/conversations/$conversationId" params={{ conversationId: id }} className={styles['link']}>
        <span className={styles['top']}>
          <strong>{titleOf(conversation)}</strong>
          <time dateTime={changedAt}>{moment(changedAt, new Date(now), language)}</time>
        </span>
        {name !== undefined && <span className={styles['number']}>{writtenNumber}</span>}
        <span className={styles['last']}>
          <span className={styles['line']}>{lastLine(conversation)}</span>
          {unread > 0 && (
            <span
              className={styles['unread']}
              role="img"
              aria-label={t('conversation.item-unread', { count: unread })}
            >
              {unread}
            </span>
          )}
        </span>
        {(isStopped || owner?.id !== profile.id) && (
          <span className={styles['marks']}>
            {isStopped && <Badge tone="caution">{t('conversation.stopped')}</Badge>}
            {!owner && <Badge tone="accent">{t('conversation.nobodys')}</Badge>}
            {owner && owner.id !== profile.id && <Badge>{t('conversation.of', { name: owner.name })}</Badge>}
          </span>
        )}
      </Link>
    </li>
  );
}
