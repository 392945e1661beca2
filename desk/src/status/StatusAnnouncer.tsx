import type { ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { t } from '../words.ts';
import styles from './StatusAnnouncer.module.css';

/** Reads a status that set itself to whoever does not see it change. */
export function StatusAnnouncer(): ReactNode {
  const status = useDesk((state) => state.availability?.status);
  return (
    <p role="status" className={styles['announcer']}>
      {status && t('status.name', { status: t(`status.${status}`) })}
    </p>
  );
}
