import { BoardIcon } from '@parley/ui';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useProfile } from '../client/desk-context.ts';
import { t } from '../words.ts';
import styles from './BoardLink.module.css';
import { mayOversee } from './roles.ts';

/** The way to the board, for those who have one. */
export function BoardLink(): ReactNode {
  if (!mayOversee(useProfile())) return undefined;
  return (
    <Link to="/board" className={styles['link']}>
      <BoardIcon aria-hidden size={17} />
      {t('board.title')}
    </Link>
  );
}
