import type { ConversationEntry } from '@parley/protocol';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { MessageText } from '../messages/MessageText.tsx';
import { moment } from '../time/format.ts';
import { useNow } from '../time/ticking.ts';
import { language, t } from '../words.ts';
import { Delivery } from './Delivery.tsx';
import styles from './EntryList.module.css';

/** What was written and done, in order. */
export function EntryList({ entries }: { readonly entries: readonly ConversationEntry[] }): ReactNode {
  return (
    <ol className={styles['list']} aria-label={t('conversation.entries')}>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ol>
  );
}

function When({ at }: { readonly at: string }): ReactNode {
  const now = useNow();
  return <time dateTime={at}>{moment(at, new Date(now), language)}</time>;
}

function Entry({ entry }: { readonly entry: ConversationEntry }): ReactNode {
  switch (entry.kind) {
    case 'received':
      return (
        <li className={styles['entry']}>
          {entry.text !== '' && (
            <div className={styles['bubble']}>
              <MessageText text={entry.text} />
            </div>
          )}
          {entry.attachments > 0 && (
            <p className={styles['facts']}>{t('conversation.attachments', { count: entry.attachments })}</p>
          )}
          <p className={styles['facts']}>
            <When at={entry.at} />
          </p>
        </li>
      );
    case 'sent':
      return (
        <li className={styles['entry']} data-ours>
          <div className={styles['bubble']}>
            <MessageText text={entry.text} />
          </div>
          <p className={styles['facts']}>
            <span>{entry.by ?? t('conversation.automatic')}</span>
            {entry.engagementId && (
              <Link to="/engagements/$engagementId" params={{ engagementId: entry.engagementId }}>
                {t('conversation.in-call')}
              </Link>
            )}
            <When at={entry.at} />
          </p>
          <Delivery delivery={entry.delivery} />
        </li>
      );
    case 'stopped':
    case 'started':
      return (
        <li className={styles['happened']}>
          <p>{t(`conversation.they-${entry.kind}`)}</p>
          <When at={entry.at} />
        </li>
      );
    case 'handed-over':
      return (
        <li className={styles['happened']}>
          <p>
            {entry.by === entry.to
              ? t('conversation.taken', { name: entry.to })
              : t('conversation.handed-over', { by: entry.by, to: entry.to })}
          </p>
          {entry.text !== '' && <p className={styles['note']}>{entry.text}</p>}
          <When at={entry.at} />
        </li>
      );
  }
}
