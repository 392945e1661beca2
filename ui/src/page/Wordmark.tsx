import type { ReactNode } from 'react';
import mark from './favicon.svg';
import { t } from './words.ts';
import styles from './Wordmark.module.css';

export function Wordmark(): ReactNode {
  return (
    <span className={styles['wordmark']}>
      <img src={mark} alt="" width={28} height={28} />
      {t('product.name')}
    </span>
  );
}
