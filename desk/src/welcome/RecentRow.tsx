import type { EngagementSummary } from '@parley/protocol';
import { Link } from '@tanstack/react-router';
import { Avatar, Badge, RecordIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { useProfile } from '../client/desk-context.ts';
import { ChannelIcon } from '../record/ChannelIcon.tsx';
import { outcomeWords } from '../record/outcome.ts';
import { moment, secondsBetween, stopwatch } from '../time/format.ts';
import { locale, t } from '../words.ts';
import styles from './RecentEngagements.module.css';

function Outcome({ summary }: { readonly summary: EngagementSummary }): ReactNode {
  const { name } = useProfile();
  if (summary.phase === 'active') return <Badge tone="accent">{t('welcome.running')}</Badge>;
  if (summary.phase === 'waiting') return <Badge tone="caution">{t('welcome.still-waiting')}</Badge>;
  const alone = summary.associateNames.length === 1 && summary.associateNames[0] === name;
  return summary.endReason && outcomeWords(summary.endReason, alone);
}

interface RecentRowProps {
  readonly summary: EngagementSummary;
  readonly now: Date;
}

export function RecentRow({ summary, now }: RecentRowProps): ReactNode {
  const { id, customerName, channel, scenarioName, associateNames, requestedAt, answeredAt, endedAt } =
    summary;
  return (
    <tr>
      <td>
        <Link to="/engagements/$engagementId" params={{ engagementId: id }} className={styles['customer']}>
          <Avatar name={customerName} size="small" />
          <span>{customerName ?? t('common.unknown-customer')}</span>
        </Link>
      </td>
      <td>
        <span className={styles['scenario']}>
          <ChannelIcon channel={channel} role="img" aria-label={t(`record.channel.${channel}`)} size={16} />
          <span>
            {scenarioName}
            {associateNames.length > 0 && <small>{associateNames.join(', ')}</small>}
          </span>
        </span>
      </td>
      <td className={styles['when']}>
        <time dateTime={requestedAt}>{moment(requestedAt, now, locale)}</time>
      </td>
      <td className={styles['length']}>
        <span className={styles['length-figures']}>
          {answeredAt && endedAt ? stopwatch(secondsBetween(answeredAt, endedAt)) : '–'}
          {summary.recorded && <RecordIcon role="img" aria-label={t('history.is-recorded')} size={15} />}
        </span>
      </td>
      <td>
        <Outcome summary={summary} />
      </td>
    </tr>
  );
}
