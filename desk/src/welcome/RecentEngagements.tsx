import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, EngagementsIcon, Notice, OfflineIcon, OpenIcon, Plate } from '@parley/ui';
import { useEffect, useState, type ReactNode } from 'react';
import { recentQuery } from '../api/queries.ts';
import { useDesk } from '../client/desk-context.ts';
import { t } from '../words.ts';
import styles from './RecentEngagements.module.css';
import { EngagementTable } from './EngagementTable.tsx';

/** The list is read anew whenever the own status moves, for then it has changed. */
function useRecent() {
  const queries = useQueryClient();
  const status = useDesk((state) => state.availability?.status);
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: recentQuery.queryKey });
  }, [queries, status]);
  return useQuery(recentQuery);
}

export function RecentEngagements(): ReactNode {
  const recent = useRecent();
  const [now] = useState(() => new Date());
  return (
    <section aria-labelledby="recent-title" className={styles['recent']}>
      <header className={styles['header']}>
        <h2 id="recent-title">{t('welcome.recent')}</h2>
        <Link to="/history" className={styles['all']}>
          {t('history.all')}
          <OpenIcon aria-hidden size={16} />
        </Link>
      </header>
      {recent.isError && (
        <Notice
          icon={OfflineIcon}
          tone="caution"
          action={<Button onClick={() => void recent.refetch()}>{t('page.retry')}</Button>}
        >
          {t('welcome.recent-failed')}
        </Notice>
      )}
      {recent.data && (
        <Plate>
          {recent.data.length === 0 ? (
            <div className={styles['empty']}>
              <EngagementsIcon aria-hidden size={28} strokeWidth={1.5} />
              <p>{t('welcome.recent-empty')}</p>
              <p>{t('welcome.recent-empty-text')}</p>
            </div>
          ) : (
            <EngagementTable summaries={recent.data} now={now} />
          )}
        </Plate>
      )}
    </section>
  );
}
