import { IconButton, CloseIcon, Notice, ProblemIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { dismiss, useNotices } from '../client/notices.ts';
import { t } from '../words.ts';
import styles from './NoticeList.module.css';

/** What was refused, in a sentence each; read out as they come. */
export function NoticeList(): ReactNode {
  const notices = useNotices();
  return (
    <section className={styles['list']} aria-label={t('notice.region')} aria-live="polite">
      {notices.map(({ id, text }) => (
        <Notice
          key={id}
          icon={ProblemIcon}
          action={<IconButton icon={CloseIcon} label={t('notice.dismiss')} onClick={() => dismiss(id)} />}
        >
          {text}
        </Notice>
      ))}
    </section>
  );
}
