import { Plate, QueueIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { Elapsed } from '../time/Clock.tsx';
import { t } from '../words.ts';
import styles from './WaitingPlate.module.css';

/** The queue in one glance; the button in the bar opens it. */
export function WaitingPlate(): ReactNode {
  const count = useDesk((state) => state.queue.length);
  const longest = useDesk((state) => state.queue[0]?.requestedAt);
  return (
    <Plate as="section" aria-label={t('queue.title')}>
      <div className={styles['waiting']} data-some={count > 0 || undefined}>
        <QueueIcon aria-hidden size={22} />
        <div>
          <p className={styles['count']}>
            {count === 0 ? t('welcome.nobody-waiting') : t('welcome.waiting', { count })}
          </p>
          {longest && (
            <p className={styles['longest']}>
              {t('welcome.longest-wait')} <Elapsed since={longest} />
            </p>
          )}
        </div>
      </div>
    </Plate>
  );
}
