import type { AvailabilityStatus } from '@parley/protocol';
import type { ReactNode } from 'react';
import styles from './StatusMark.module.css';

/** The status as a shape as well as a colour: a disc, a ring, a bar in a disc, half a disc, a dotted ring. */
const shapes: Readonly<Record<AvailabilityStatus, ReactNode>> = {
  available: <circle cx="7" cy="7" r="5.5" fill="currentColor" />,
  away: <circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" strokeWidth="2" />,
  'on-a-call': (
    <>
      <circle cx="7" cy="7" r="6" fill="currentColor" />
      <rect x="3.5" y="5.75" width="7" height="2.5" rx="1.25" className={styles['gap']} />
    </>
  ),
  'wrapping-up': (
    <>
      <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="1.75" />
      <path d="M7 2a5 5 0 0 1 0 10z" fill="currentColor" />
    </>
  ),
  offline: (
    <circle
      cx="7"
      cy="7"
      r="4.75"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeDasharray="2 2"
    />
  ),
};

interface StatusMarkProps {
  readonly status: AvailabilityStatus;
  readonly size?: number;
}

export function StatusMark({ status, size = 14 }: StatusMarkProps): ReactNode {
  return (
    <svg
      className={styles['mark']}
      data-status={status}
      viewBox="0 0 14 14"
      width={size}
      height={size}
      aria-hidden
    >
      {shapes[status]}
    </svg>
  );
}
