import type { ReactNode } from 'react';
import type { Icon } from '../icons.ts';
import styles from './Badge.module.css';

interface BadgeProps {
  readonly tone?: 'plain' | 'accent' | 'caution';
  readonly icon?: Icon;
  readonly children: ReactNode;
}

/** One or two words about the thing beside it. */
export function Badge({ tone = 'plain', icon: Shape, children }: BadgeProps): ReactNode {
  return (
    <span className={styles['badge']} data-tone={tone}>
      {Shape && <Shape aria-hidden size={13} />}
      {children}
    </span>
  );
}
