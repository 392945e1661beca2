import { Popover, QueueIcon } from '@parley/ui';
import { useState, type ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { t } from '../words.ts';
import styles from './QueueButton.module.css';
import { QueueList } from './QueueList.tsx';

/** How many are waiting, and who, one press away. */
export function QueueButton({ surface }: { readonly surface?: 'call' }): ReactNode {
  const count = useDesk((state) => state.queue.length);
  const [open, setOpen] = useState(false);
  return (
    <Popover
      surface={surface}
      label={t('queue.title')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className={styles['trigger']}
          data-some={count > 0 || undefined}
          aria-label={t('queue.name', { count })}
        >
          <QueueIcon aria-hidden size={18} />
          <span className={styles['count']}>{count}</span>{' '}
          {!surface && <span>{t('queue.waiting-word')}</span>}
        </button>
      }
    >
      <QueueList onAnswered={() => setOpen(false)} />
    </Popover>
  );
}
