import type { Board } from '@parley/protocol';
import { Badge } from '@parley/ui';
import type { ReactNode } from 'react';
import { ChannelIcon } from '../record/ChannelIcon.tsx';
import { Elapsed } from '../time/Clock.tsx';
import { t } from '../words.ts';
import { BoardSection } from './BoardSection.tsx';
import styles from './BoardTable.module.css';
import { teamName } from './team-name.ts';

/** Everybody who waits, in the order of the queue. */
export function BoardWaiting({ board }: { readonly board: Board }): ReactNode {
  const { waiting } = board;
  return (
    <BoardSection
      title={t('board.queue')}
      count={waiting.length}
      empty={t('board.queue-empty')}
      isEmpty={waiting.length === 0}
    >
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('board.customer')}</th>
            <th scope="col">{t('board.scenario')}</th>
            <th scope="col">{t('board.team')}</th>
            <th scope="col">{t('board.waits')}</th>
          </tr>
        </thead>
        <tbody>
          {waiting.map((entry) => (
            <tr key={entry.engagementId}>
              <th scope="row">
                <span className={styles['with-icon']}>
                  <ChannelIcon
                    channel={entry.channel}
                    role="img"
                    aria-label={t(`record.channel.${entry.channel}`)}
                    size={16}
                  />
                  {entry.customerName ?? t('common.unknown-customer')}
                </span>
              </th>
              <td>
                {entry.scenarioName}
                {entry.pageTitle && <small>{entry.pageTitle}</small>}
              </td>
              <td>{teamName(board, entry.teamId)}</td>
              <td className={styles['figure']}>
                <Elapsed since={entry.requestedAt} />{' '}
                {entry.ringing && <Badge tone="accent">{t('queue.ringing')}</Badge>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </BoardSection>
  );
}
