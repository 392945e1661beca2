import type { CSSProperties, ReactNode } from 'react';
import { stopwatch } from '../time/format.ts';
import { t } from '../words.ts';
import type { MediaFigures } from './use-media.ts';
import type { Moment, Stretch } from './moments.ts';
import styles from './Scrubber.module.css';

interface ScrubberProps {
  readonly figures: MediaFigures;
  readonly moments: readonly Moment[];
  readonly holds: readonly Stretch[];
  readonly onSeek: (seconds: number) => void;
}

const share = (seconds: number, duration: number): string =>
  `${duration > 0 ? Math.min(100, (seconds / duration) * 100) : 0}%`;

/** Where in the recording one is; the marks are for eyes and hands, the list of what happened is for everybody. */
export function Scrubber({ figures, moments, holds, onSeek }: ScrubberProps): ReactNode {
  const { time, duration, buffered } = figures;
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--played': share(time, duration),
    '--fetched': share(buffered, duration),
  };
  return (
    <div className={styles['scrubber']} style={style}>
      <div className={styles['track']} aria-hidden>
        <div className={styles['fetched']} />
        {holds.map(({ from, to }) => (
          <div
            key={from}
            className={styles['hold']}
            style={{ insetInlineStart: share(from, duration), inlineSize: share(to - from, duration) }}
          />
        ))}
        <div className={styles['played']} />
      </div>
      <input
        type="range"
        className={styles['range']}
        aria-label={t('recording.position')}
        aria-valuetext={t('recording.position-value', {
          time: stopwatch(time),
          length: stopwatch(duration),
        })}
        min={0}
        max={Math.max(duration, 0.1)}
        step={0.1}
        value={Math.min(time, duration)}
        onChange={(event) => onSeek(event.currentTarget.valueAsNumber)}
      />
      <div className={styles['marks']}>
        {moments
          .filter(({ kind }) => kind !== 'other')
          .map(({ seq, at, text, kind }) => (
            <button
              key={seq}
              type="button"
              tabIndex={-1}
              aria-hidden
              className={styles['mark']}
              data-kind={kind}
              style={{ insetInlineStart: share(at, duration) }}
              title={`${stopwatch(at)} ${text}`}
              onClick={() => onSeek(at)}
            />
          ))}
      </div>
    </div>
  );
}
