import type { EngagementSummary } from '@parley/protocol';
import { Link } from '@tanstack/react-router';
import { AudioCallIcon, Avatar, Badge, VideoIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { useProfile } from '../client/desk-context.ts';
import { outcomeWords } from '../record/outcome.ts';
import { moment, secondsBetween, stopwatch } from '../time/format.ts';
import { language, t } from '../words.ts';
import styles from './RecentEngagements.module.css';

function Outcome({ summary }: { readonly summary: EngagementSummary }): ReactNode {
  const { name } = useProfile();
  if (summary.phase === 'active') return <Badge tone="accent">{t('welcome.running')}</Badge>;
  if (summary.phase === 'waiting') return <Badge tone="caution">{t('welcome.still-waiting')}</Badge>;
  const alone = summary.associateNames.length === 1 && summary.associateNames[0] === name;
  return summary.endReason && outcomeWords(summary.endReason, alone);
}

export function RecentRow({ summary }: { readonly summary: EngagementSummary }): ReactNode {
  const { id, customerName, channel, scenarioName, associateNames, requestedAt, answeredAt, endedAt } =
    summary;
  const Kind = channel === 'video' ? VideoIcon : AudioCallIcon;
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
          <Kind role="img" aria-label={t(`record.channel.${channel}`)} size={16} />
          <span>
            {scenarioName}
            {associateNames.length > 0 && <small>{associateNames.join(', ')}</small>}
          </span>
        </span>
      </td>
      <td>
        <time dateTime={requestedAt}>{moment(requestedAt, new Date(), language)}</time>
      </td>
      <td className={styles['length']}>
        {answeredAt && endedAt ? stopwatch(secondsBetween(answeredAt, endedAt)) : '–'}
      </td>
      <td>
        <Outcome summary={summary} />
      </td>
    </tr>
  );
}
