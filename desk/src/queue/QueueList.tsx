import type { ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { t } from '../words.ts';
import { QueueItem } from './QueueItem.tsx';
import styles from './QueueList.module.css';

/** Everyone who waits, in order, with how long; one may be answered without having been rung for. */
export function QueueList({ onAnswered }: { readonly onAnswered: () => void }): ReactNode {
  const queue = useDesk((state) => state.queue);
  const busy = useDesk((state) => state.engagement !== undefined);
  return (
    <div className={styles['list']}>
      <h2>{t('queue.title')}</h2>
      {queue.length === 0 ? (
        <div className={styles['empty']}>
          <p>{t('queue.empty')}</p>
          <p>{t('queue.empty-text')}</p>
        </div>
      ) : (
        <ol>
          {queue.map((entry) => (
            <QueueItem key={entry.engagementId} entry={entry} busy={busy} onAnswered={onAnswered} />
          ))}
        </ol>
      )}
      {busy && queue.length > 0 && <p className={styles['busy']}>{t('queue.busy')}</p>}
    </div>
  );
}
