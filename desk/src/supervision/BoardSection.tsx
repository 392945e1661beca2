import { Plate } from '@parley/ui';
import { useId, type ReactNode } from 'react';
import styles from './BoardSection.module.css';

interface BoardSectionProps {
  readonly title: string;
  readonly count?: number;
  /** What stands there when there is nothing. */
  readonly empty: string;
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

/** One table of the board, under its name. */
export function BoardSection({ title, count, empty, isEmpty, children }: BoardSectionProps): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles['section']}>
      <h2 id={id}>
        {title}
        {count !== undefined && <span className={styles['count']}>{count}</span>}
      </h2>
      <Plate>{isEmpty ? <p className={styles['empty']}>{empty}</p> : children}</Plate>
    </section>
  );
}
