import type { Board, BoardEngagement } from '@parley/protocol';
import { Badge, HeldIcon, ListenIcon, RecordIcon, WeakSignalIcon, WhisperIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { useProfile } from '../client/desk-context.ts';
import { ChannelIcon } from '../record/ChannelIcon.tsx';
import { Elapsed } from '../time/Clock.tsx';
import { t } from '../words.ts';
import { BoardSection } from './BoardSection.tsx';
import styles from './BoardTable.module.css';
import { maySupervise } from './roles.ts';
import { teamName } from './team-name.ts';
import { WaysIn } from './WaysIn.tsx';

/** Every call that runs, and a supervisor's ways into it. */
export function BoardCalls({ board }: { readonly board: Board }): ReactNode {
  const { engagements } = board;
  const isSupervisor = maySupervise(useProfile());
  return (
    <div className={styles['calls']}>
      <BoardSection
        title={t('board.calls')}
        count={engagements.length}
        empty={t('board.calls-empty')}
        isEmpty={engagements.length === 0}
      >
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('board.customer')}</th>
              <th scope="col">{t('board.associates')}</th>
              <th scope="col">{t('board.team')}</th>
              <th scope="col">{t('board.length')}</th>
              <th scope="col">{t('board.state')}</th>
              {isSupervisor && <th scope="col">{t('board.ways-in')}</th>}
            </tr>
          </thead>
          <tbody>
            {engagements.map((engagement) => (
              <Call
                key={engagement.engagementId}
                engagement={engagement}
                board={board}
                isSupervisor={isSupervisor}
              />
            ))}
          </tbody>
        </table>
      </BoardSection>
    </div>
  );
}

interface CallProps {
  readonly engagement: BoardEngagement;
  readonly board: Board;
  readonly isSupervisor: boolean;
}

function Call({ engagement, board, isSupervisor }: CallProps): ReactNode {
  const { channel, customerName, scenarioName, teamId, associates, answeredAt } = engagement;
  return (
    <tr>
      <th scope="row">
        <span className={styles['with-icon']}>
          <ChannelIcon channel={channel} role="img" aria-label={t(`record.channel.${channel}`)} size={16} />
          <span>
            {customerName ?? t('common.unknown-customer')}
            <small>{scenarioName}</small>
          </span>
        </span>
      </th>
      <td>{associates.map(({ name }) => name).join(', ')}</td>
      <td>{teamName(board, teamId)}</td>
      <td className={styles['figure']}>
        <Elapsed since={answeredAt} />
      </td>
      <td>
        <Marks engagement={engagement} />
      </td>
      {isSupervisor && (
        <td>
          <WaysIn engagement={engagement} />
        </td>
      )}
    </tr>
  );
}

/** What is out of the ordinary about it, in words. */
function Marks({ engagement }: { readonly engagement: BoardEngagement }): ReactNode {
  const { heldSince, recording, quality, supervisors } = engagement;
  return (
    <div className={styles['marks']}>
      {heldSince && (
        <Badge tone="caution" icon={HeldIcon}>
          {t('board.on-hold')} <Elapsed since={heldSince} />
        </Badge>
      )}
      {recording && <Badge icon={RecordIcon}>{t('board.recorded')}</Badge>}
      {quality !== undefined && quality < 2 && (
        <Badge tone="caution" icon={WeakSignalIcon}>
          {t('board.poor-network')}
        </Badge>
      )}
      {supervisors.map(({ associateId, name, mode }) => (
        <Badge key={associateId} tone="accent" icon={mode === 'whisper' ? WhisperIcon : ListenIcon}>
          {t(mode === 'whisper' ? 'board.whispers' : 'board.listens', { name })}
        </Badge>
      ))}
    </div>
  );
}
