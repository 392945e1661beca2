import type { ReactNode } from 'react';
import { Elapsed } from '../time/Clock.tsx';
import { t } from '../words.ts';
import styles from './CallClock.module.css';

/** How long the call has been going, by the server's clock; holds do not stop it. */
export function CallClock({ since }: { readonly since: string }): ReactNode {
  return (
    <span className={styles['clock']} role="timer" aria-label={t('call.duration')}>
      <Elapsed since={since} />
    </span>
  );
}
