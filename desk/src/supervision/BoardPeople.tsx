import type { Board, BoardPerson } from '@parley/protocol';
import { Badge } from '@parley/ui';
import type { ReactNode } from 'react';
import { StatusMark } from '../status/StatusMark.tsx';
import { Elapsed } from '../time/Clock.tsx';
import { t } from '../words.ts';
import { BoardSection } from './BoardSection.tsx';
import styles from './BoardTable.module.css';
import { teamName } from './team-name.ts';

/** Who is busy stands above who is free, and who is not there comes last. */
const order = ['on-a-call', 'wrapping-up', 'available', 'away', 'offline'] as const;

/** Everybody who answers, and what they have been doing since when. */
export function BoardPeople({ board }: { readonly board: Board }): ReactNode {
  const people = [...board.people].sort(
    (a, b) => order.indexOf(a.status) - order.indexOf(b.status) || a.name.localeCompare(b.name),
  );
  const there = people.filter(({ status }) => status !== 'offline').length;
  return (
    <BoardSection
      title={t('board.people')}
      count={there}
      empty={t('board.no-people')}
      isEmpty={people.length === 0}
    >
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('board.person')}</th>
            <th scope="col">{t('board.status')}</th>
            <th scope="col">{t('board.since')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <Person key={person.associateId} person={person} board={board} />
          ))}
        </tbody>
      </table>
    </BoardSection>
  );
}

function Person({ person, board }: { readonly person: BoardPerson; readonly board: Board }): ReactNode {
  const { name, teamIds, status, since, ringing } = person;
  return (
    <tr>
      <th scope="row">
        {name}
        <small>{teamIds.map((id) => teamName(board, id)).join(', ')}</small>
      </th>
      <td>
        <span className={styles['with-icon']}>
          <StatusMark status={status} />
          {t(`status.${status}`)}
        </span>{' '}
        {ringing && <Badge tone="accent">{t('queue.ringing')}</Badge>}
      </td>
      <td className={styles['figure']}>{since && <Elapsed since={since} />}</td>
    </tr>
  );
}
