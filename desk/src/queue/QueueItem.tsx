import type { QueueEntry } from '@parley/protocol';
import { Badge, Button } from '@parley/ui';
import { useState, type ReactNode } from 'react';
import { useClient } from '../client/desk-context.ts';
import { tellIfRefused } from '../client/notices.ts';
import { ChannelIcon } from '../record/ChannelIcon.tsx';
import { Elapsed } from '../time/Clock.tsx';
import { t } from '../words.ts';
import styles from './QueueList.module.css';

interface QueueItemProps {
  readonly entry: QueueEntry;
  readonly busy: boolean;
  readonly onAnswered: () => void;
}

export function QueueItem({ entry, busy, onAnswered }: QueueItemProps): ReactNode {
  const client = useClient();
  const [taking, setTaking] = useState(false);
  const name = entry.customerName ?? t('common.unknown-customer');
  const take = async (): Promise<void> => {
    setTaking(true);
    if (await tellIfRefused(client.take(entry.engagementId))) onAnswered();
    setTaking(false);
  };
  return (
    <li className={styles['entry']}>
      <ChannelIcon
        channel={entry.channel}
        role="img"
        aria-label={t(`record.channel.${entry.channel}`)}
        size={18}
      />
      <div className={styles['who']}>
        <strong>{name}</strong>
        <span>
          {entry.scenarioName}
          {entry.pageTitle && ` · ${entry.pageTitle}`}
          {entry.transferredBy && ` · ${t('queue.transferred', { name: entry.transferredBy })}`}
        </span>
      </div>
      <div className={styles['wait']}>
        {entry.ringing && <Badge tone="accent">{t('queue.ringing')}</Badge>}
        <span title={t('queue.waiting')}>
          <Elapsed since={entry.requestedAt} />
        </span>
      </div>
      {!busy && (
        <Button disabled={taking} aria-label={t('queue.answer-who', { name })} onClick={() => void take()}>
          {t('queue.answer')}
        </Button>
      )}
    </li>
  );
}
