import type { EngagementState } from '@parley/protocol';
import { Plate } from '@parley/ui';
import type { ReactNode } from 'react';
import { useProfile } from '../client/desk-context.ts';
import { secondsBetween, stopwatch } from '../time/format.ts';
import { locale, t } from '../words.ts';
import styles from './Facts.module.css';
import { outcomeWords } from './outcome.ts';

const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });

/** The lines of the record that have something to say. */
function factsOf(engagement: EngagementState, alone: boolean): readonly (readonly [string, ReactNode])[] {
  const { requestedAt, answeredAt, endedAt, endReason, application, scenario, channel } = engagement;
  const waitedUntil = answeredAt ?? endedAt;
  return [
    [
      t('record.requested'),
      <time key="at" dateTime={requestedAt}>
        {full.format(new Date(requestedAt))}
      </time>,
    ],
    [t('record.waited'), waitedUntil && stopwatch(secondsBetween(requestedAt, waitedUntil))],
    [
      t('record.length'),
      answeredAt
        ? endedAt && stopwatch(secondsBetween(answeredAt, endedAt))
        : endedAt && t('record.never-answered'),
    ],
    [t('record.outcome'), endReason && outcomeWords(endReason, alone)],
    [t('record.scenario'), scenario.name],
    [t('record.application'), application.name],
    [t('record.channel'), t(`record.channel.${channel}`)],
    [t('record.number'), engagement.id],
  ];
}

export function Facts({ engagement }: { readonly engagement: EngagementState }): ReactNode {
  const { id } = useProfile();
  const associates = engagement.participants.filter(({ role }) => role === 'associate');
  const alone = associates.length === 1 && associates[0]?.associateId === id;
  return (
    <Plate as="section" aria-label={t('record.facts')}>
      <dl className={styles['facts']}>
        {factsOf(engagement, alone)
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Plate>
  );
}
