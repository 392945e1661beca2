import type { EngagementState, LoggedEvent } from '@parley/protocol';
import { Plate } from '@parley/ui';
import type { ReactNode } from 'react';
import { secondsBetween, stopwatch } from '../time/format.ts';
import { language, t } from '../words.ts';
import { timelineOf } from './timeline.ts';
import styles from './Timeline.module.css';

const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });

interface TimelineProps {
  readonly engagement: EngagementState;
  readonly events: readonly LoggedEvent[];
}

/** What happened, in order; each with the time since the request. */
export function Timeline({ engagement, events }: TimelineProps): ReactNode {
  return (
    <Plate as="section" aria-labelledby="timeline-title">
      <div className={styles['timeline']}>
        <h2 id="timeline-title">{t('record.timeline')}</h2>
        <ol>
          {timelineOf(engagement, events).map(({ seq, at, text, weight }) => (
            <li key={seq} data-weight={weight}>
              <time dateTime={at} title={clock.format(new Date(at))}>
                {stopwatch(secondsBetween(engagement.requestedAt, at))}
              </time>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      </div>
    </Plate>
  );
}
