import { useRef, type ReactNode } from 'react';
import styles from './LevelMeter.module.css';
import { useLevel } from './use-level.ts';

interface LevelMeterProps {
  readonly track: MediaStreamTrack | undefined;
  readonly label: string;
}

/** A bar that moves with what a microphone hears. */
export function LevelMeter({ track, label }: LevelMeterProps): ReactNode {
  const bar = useRef<HTMLDivElement>(null);
  useLevel(track, bar);
  return (
    <div ref={bar} className={styles['meter']} role="img" aria-label={label}>
      <span />
    </div>
  );
}
