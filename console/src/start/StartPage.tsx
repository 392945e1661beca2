import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Content, MessagePage, usePageTitle } from '@parley/ui/page';
import type { ReactNode } from 'react';
import { outboxQuery } from '../api/queries.ts';
import { FailedPage } from '../shell/FailedPage.tsx';
import { t } from '../words.ts';
import styles from './StartPage.module.css';

/** Where everything that is looked after here can be found. */
export function StartPage(): ReactNode {
  usePageTitle(t('start.title'));
  const outbox = useInfiniteQuery({ ...outboxQuery, refetchInterval: false });
  if (outbox.isPending) return <MessagePage quiet title={t('page.loading')} />;
  if (outbox.isError) return <FailedPage error={outbox.error} retry={() => void outbox.refetch()} />;
  return (
    <Content className={styles['page']}>
      <h1>{t('start.title')}</h1>
      <p className={styles['lead']}>{t('start.text')}</p>
      <nav aria-label={t('console.sections')}>
        <ul className={styles['doors']}>
          <li>
            <Link to="/outbox" className={styles['door']}>
              <strong>{t('start.outbox')}</strong>
              <span>{t('start.outbox-text')}</span>
            </Link>
          </li>
        </ul>
      </nav>
    </Content>
  );
}
