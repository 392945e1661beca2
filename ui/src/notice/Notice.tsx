import type { ReactNode } from 'react';
import type { Icon } from '../icons.ts';
import styles from './Notice.module.css';

interface NoticeProps {
  readonly icon: Icon;
  readonly tone?: 'plain' | 'caution';
  /** What can be done about it. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One sentence about the state of things, with a picture, and the way out of it. */
export function Notice({ icon: Shape, tone = 'plain', action, children }: NoticeProps): ReactNode {
  return (
    <div className={styles['notice']} data-tone={tone}>
      <Shape aria-hidden size={18} />
      <span className={styles['words']}>{children}</span>
      {action}
    </div>
  );
}
