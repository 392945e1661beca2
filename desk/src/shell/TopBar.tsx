import { Link } from '@tanstack/react-router';
import { Wordmark } from '@parley/ui/page';
import type { ReactNode } from 'react';
import { ConversationsLink } from '../conversations/ConversationsLink.tsx';
import { QueueButton } from '../queue/QueueButton.tsx';
import { StatusMenu } from '../status/StatusMenu.tsx';
import { t } from '../words.ts';
import { BackToCall } from './BackToCall.tsx';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import { NameMenu } from './NameMenu.tsx';
import styles from './TopBar.module.css';
import { BoardLink } from '../supervision/BoardLink.tsx';

/** The bar of every page but the call. */
export function TopBar(): ReactNode {
  return (
    <header className={styles['bar']}>
      <Link to="/" className={styles['home']} aria-label={t('page.to-start')}>
        <Wordmark />
      </Link>
      <div className={styles['state']}>
        <BackToCall />
        <BoardLink />
        <ConversationsLink />
        <QueueButton />
        <StatusMenu />
        <NameMenu />
      </div>
      <div className={styles['notice']}>
        <ConnectionNotice />
      </div>
    </header>
  );
}
