import { useState, type CSSProperties, type ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { t } from '../words.ts';
import { Remaining } from '../time/Clock.tsx';
import styles from './RingCountdown.module.css';

interface RingCountdownProps {
  readonly until: string;
  readonly children: ReactNode;
}

/** A ring that runs empty until it is too late to answer; CSS moves it, nothing is drawn anew for it. */
export function RingCountdown({ until, children }: RingCountdownProps): ReactNode {
  const offset = useDesk((state) => state.serverOffsetMs);
  const [leftMs] = useState(() => Math.max(0, Date.parse(until) - Date.now() - offset));
  const duration: CSSProperties = { animationDuration: `${leftMs}ms` };
  return (
    <span className={styles['ring']}>
      <svg viewBox="0 0 80 80" aria-hidden>
        <circle className={styles['track']} cx="40" cy="40" r="37" />
        <circle className={styles['left']} cx="40" cy="40" r="37" pathLength="100" style={duration} />
      </svg>
      {children}
      <span className={styles['seconds']} role="timer" aria-label={t('incoming.rings-for')}>
        <Remaining until={until} />
      </span>
    </span>
  );
}
