import type { Board } from '@parley/protocol';
import { useEffect, type ReactNode } from 'react';
import { useClient, useDesk, useProfile } from '../client/desk-context.ts';
import { Content, usePageTitle } from '@parley/ui/page';
import { MissingPage } from '../shell/MissingPage.tsx';
import { TopBar } from '../shell/TopBar.tsx';
import { t } from '../words.ts';
import { BoardCalls } from './BoardCalls.tsx';
import styles from './BoardPage.module.css';
import { BoardPeople } from './BoardPeople.tsx';
import { BoardTeams } from './BoardTeams.tsx';
import { BoardWaiting } from './BoardWaiting.tsx';
import { mayOversee } from './roles.ts';

/** Everything that goes on, live: for supervisors and administrators. */
export function BoardPage(): ReactNode {
  return mayOversee(useProfile()) ? <Overview /> : <MissingPage />;
}

function Overview(): ReactNode {
  const { supervision } = useClient();
  const board = useDesk((state) => state.board);
  useEffect(() => supervision.watch(), [supervision]);
  usePageTitle(t('board.title'));
  return (
    <>
      <TopBar />
      <Content className={styles['page']}>
        <h1>{t('board.title')}</h1>
        {board ? <Parts board={board} /> : <p role="status">{t('board.loading')}</p>}
      </Content>
    </>
  );
}

function Parts({ board }: { readonly board: Board }): ReactNode {
  return (
    <>
      <BoardTeams board={board} />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <BoardCalls board={board} />
          <BoardWaiting board={board} />
        </div>
        <div className={styles['column']}>
          <BoardPeople board={board} />
        </div>
      </div>
    </>
  );
}
