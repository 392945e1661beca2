import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Notice, OfflineIcon, Plate, EngagementsIcon } from '@parley/ui';
import { useEffect, useState, type ReactNode } from 'react';
import { recentQuery } from '../api/queries.ts';
import { useDesk } from '../client/desk-context.ts';
import { t } from '../words.ts';
import styles from './RecentEngagements.module.css';
import { RecentRow } from './RecentRow.tsx';

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
      <h2 id="recent-title">{t('welcome.recent')}</h2>
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
            <table className={styles['table']}>
              <thead>
                <tr>
                  <th scope="col">{t('welcome.recent-customer')}</th>
                  <th scope="col">{t('welcome.recent-scenario')}</th>
                  <th scope="col">{t('welcome.recent-when')}</th>
                  <th scope="col">{t('welcome.recent-length')}</th>
                  <th scope="col">{t('welcome.recent-outcome')}</th>
                </tr>
              </thead>
              <tbody>
                {recent.data.map((summary) => (
                  <RecentRow key={summary.id} summary={summary} now={now} />
                ))}
              </tbody>
            </table>
          )}
        </Plate>
      )}
    </section>
  );
}
