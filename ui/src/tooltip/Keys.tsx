import type { ReactNode } from 'react';
import styles from './Tooltip.module.css';

/** `Shift+X` as two key caps. */
export function Keys({ keys }: { readonly keys: string }): ReactNode {
  return (
    <span className={styles['keys']}>
      {keys.split('+').map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
