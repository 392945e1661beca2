import type { EngagementState, RecordedTake, RecordingRecord } from '@parley/protocol';
import { DownloadIcon } from '@parley/ui';
import { useState, type ReactNode } from 'react';
import { nameOf } from '../engagement/use-engagement.ts';
import { stopwatch } from '../time/format.ts';
import { locale, t } from '../words.ts';
import { Player } from './Player.tsx';
import { recordingPath } from './recording-path.ts';
import styles from './Takes.module.css';
import { useFailure } from './use-failure.ts';

interface TakesProps {
  readonly engagement: EngagementState;
  readonly recording: RecordingRecord;
}

const nothing: readonly never[] = [];
const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });

/** Each track as it was captured, to be watched or heard by itself. */
export function Takes({ engagement, recording: { takes, mayDownload } }: TakesProps): ReactNode {
  const [shown, show] = useState<RecordedTake>();
  const who = (take: RecordedTake) =>
    nameOf(engagement.participants.find(({ id }) => id === take.participantId));
  const pathOf = (take: RecordedTake) => `${recordingPath(engagement.id)}/takes/${take.id}`;
  return (
    <div className={styles['takes']}>
      {shown && <TakePlayer key={shown.id} path={pathOf(shown)} take={shown} />}
      <ul>
        {takes.map((take) => (
          <li key={take.id}>
            <button type="button" aria-pressed={shown?.id === take.id} onClick={() => show(take)}>
              <span>
                {who(take)} · {t(`recording.source.${take.source}`)}
              </span>
              <time dateTime={take.startedAt}>{clock.format(new Date(take.startedAt))}</time>
              <span>{stopwatch(take.durationMs / 1_000)}</span>
            </button>
            {mayDownload && (
              <a
                href={`${pathOf(take)}?download=1`}
                download
                aria-label={t('recording.download-take', { name: who(take) })}
              >
                <DownloadIcon aria-hidden size={17} />
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function TakePlayer({ path, take }: { readonly path: string; readonly take: RecordedTake }): ReactNode {
  const [whyFailed, onFailed] = useFailure(path);
  return (
    <Player
      src={path}
      lengthSeconds={take.durationMs / 1_000}
      moments={nothing}
      holds={nothing}
      whyFailed={whyFailed}
      onFailed={onFailed}
    />
  );
}
