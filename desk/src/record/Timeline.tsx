import type { EngagementState, LoggedEvent, StillId } from '@parley/protocol';
import { Plate, StillsIcon } from '@parley/ui';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import type { Moment } from '../recording/moments.ts';
import { stillAnchor } from '../stills/still-path.ts';
import { secondsBetween, stopwatch } from '../time/format.ts';
import { locale, t } from '../words.ts';
import { timelineOf } from './timeline.ts';
import styles from './Timeline.module.css';

const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });

interface TimelineProps {
  readonly engagement: EngagementState;
  readonly events: readonly LoggedEvent[];
  /** Present while there is a recording to jump in. */
  readonly recorded?: RecordedTimeline | undefined;
}

interface RecordedTimeline {
  readonly moments: readonly Moment[];
  /** Of the line that the player is at. */
  readonly currentSeq: number | undefined;
  readonly onJump: (moment: Moment) => void;
}

/** What happened, in order; each with the time since the request. What was recorded can be pressed, to watch it. */
export function Timeline({ engagement, events, recorded }: TimelineProps): ReactNode {
  const list = useRef<HTMLOListElement>(null);
  useKeptInView(list, recorded?.currentSeq);
  return (
    <Plate as="section" aria-labelledby="timeline-title">
      <div className={styles['timeline']}>
        <h2 id="timeline-title">{t('record.timeline')}</h2>
        <ol ref={list} data-recorded={recorded !== undefined}>
          {timelineOf(engagement, events).map(({ seq, at, text, weight, stillId }) => (
            <li key={seq} data-weight={weight} data-current={recorded?.currentSeq === seq}>
              <time dateTime={at} title={clock.format(new Date(at))}>
                {stopwatch(secondsBetween(engagement.requestedAt, at))}
              </time>
              <Line text={text} seq={seq} stillId={stillId} recorded={recorded} />
            </li>
          ))}
        </ol>
      </div>
    </Plate>
  );
}

interface LineProps {
  readonly text: string;
  readonly seq: number;
  readonly stillId: StillId | undefined;
  readonly recorded: RecordedTimeline | undefined;
}

function Line({ text, seq, stillId, recorded }: LineProps): ReactNode {
  const moment = recorded?.moments.find((candidate) => candidate.seq === seq);
  const still = stillId && `#${stillAnchor({ id: stillId })}`;
  if (!recorded || !moment) return <span>{still ? <a href={still}>{text}</a> : text}</span>;
  return (
    <span data-still={still ? '' : undefined}>
      <button
        type="button"
        aria-current={recorded.currentSeq === seq ? 'step' : undefined}
        onClick={() => recorded.onJump(moment)}
      >
        {text}
      </button>
      {still && (
        <a href={still} aria-label={t('still.jump')}>
          <StillsIcon aria-hidden size={16} />
        </a>
      )}
    </span>
  );
}

/** Moves the list and nothing else: a page that scrolls by itself takes away what one is looking at. */
function useKeptInView(list: RefObject<HTMLOListElement | null>, seq: number | undefined): void {
  useEffect(() => {
    const box = list.current;
    const line = box?.querySelector<HTMLElement>('[data-current="true"]');
    if (seq === undefined || !box || !line) return;
    const above = line.offsetTop - box.scrollTop;
    const below = above + line.offsetHeight - box.clientHeight;
    if (above < 0) box.scrollBy(0, above);
    else if (below > 0) box.scrollBy(0, below);
  }, [list, seq]);
}
