import type { IncomingInvitation } from '@parley/protocol';
import { Avatar } from '@parley/ui';
import type { ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './FromColleague.module.css';

/** Which colleague asks for what, and what they say about it; nothing where the queue rings. */
export function FromColleague({ invitation }: { readonly invitation: IncomingInvitation }): ReactNode {
  const { purpose, fromName: name, note, warm } = invitation;
  if (name === undefined) return undefined;
  const wish = purpose === 'join' ? 'join' : warm ? 'transfer-warm' : 'transfer';
  return (
    <div className={styles['from']}>
      <Avatar name={name} size="small" />
      <p>{t(`incoming.${wish}`, { name })}</p>
      {note !== undefined && <blockquote aria-label={t('incoming.note')}>{note}</blockquote>}
    </div>
  );
}
