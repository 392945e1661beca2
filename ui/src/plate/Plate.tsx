import type { HTMLAttributes, ReactNode } from 'react';
import styles from './Plate.module.css';

interface PlateProps extends HTMLAttributes<HTMLElement> {
  readonly as?: 'div' | 'section' | 'header' | 'aside';
  readonly children: ReactNode;
}

/** What things lie on: the plate of a page, or one that floats over a picture. */
export function Plate({ as: Element = 'div', children, ...rest }: PlateProps): ReactNode {
  return (
    <Element {...rest} className={styles['plate']}>
      {children}
    </Element>
  );
}
