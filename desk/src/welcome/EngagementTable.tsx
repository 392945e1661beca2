import type { EngagementSummary } from '@parley/protocol';
import type { ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './RecentEngagements.module.css';
import { RecentRow } from './RecentRow.tsx';

interface EngagementTableProps {
  readonly summaries: readonly EngagementSummary[];
  readonly now: Date;
}

export function EngagementTable({ summaries, now }: EngagementTableProps): ReactNode {
  return (
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
        {summaries.map((summary) => (
          <RecentRow key={summary.id} summary={summary} now={now} />
        ))}
      </tbody>
    </table>
  );
}
