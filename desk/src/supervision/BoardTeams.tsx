import type { Board, BoardTeam } from '@parley/protocol';
import type { ReactNode } from 'react';
import { Elapsed } from '../time/Clock.tsx';
import { language, t } from '../words.ts';
import { BoardSection } from './BoardSection.tsx';
import { shareInTime } from './share.ts';
import styles from './BoardTable.module.css';

/** How each team's day has been so far, and who waits for it now. */
export function BoardTeams({ board }: { readonly board: Board }): ReactNode {
  return (
    <BoardSection title={t('board.today')} empty={t('board.no-teams')} isEmpty={board.teams.length === 0}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('board.team')}</th>
            <th scope="col">{t('board.in-time', { count: board.teams[0]?.targetSeconds ?? 0 })}</th>
            <th scope="col">{t('board.answered')}</th>
            <th scope="col">{t('board.abandoned')}</th>
            <th scope="col">{t('board.waiting-now')}</th>
            <th scope="col">{t('board.longest')}</th>
          </tr>
        </thead>
        <tbody>
          {board.teams.map((team) => (
            <Team key={team.teamId} team={team} board={board} />
          ))}
        </tbody>
      </table>
    </BoardSection>
  );
}

const percent = new Intl.NumberFormat(language, { style: 'percent' });

function Team({ team, board }: { readonly team: BoardTeam; readonly board: Board }): ReactNode {
  const waiting = board.waiting.filter(({ teamId }) => teamId === team.teamId);
  const [longest] = waiting;
  const share = shareInTime(team);
  return (
    <tr>
      <th scope="row">{team.name}</th>
      <td className={styles['figure']}>
        {share === undefined ? t('board.no-calls') : percent.format(share)}
      </td>
      <td className={styles['figure']}>{team.answered}</td>
      <td className={styles['figure']}>{team.abandoned}</td>
      <td className={styles['figure']}>{waiting.length}</td>
      <td className={styles['figure']}>
        {longest ? <Elapsed since={longest.requestedAt} /> : t('board.nobody')}
      </td>
    </tr>
  );
}
