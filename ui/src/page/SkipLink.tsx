import type { ReactNode } from 'react';
import styles from './SkipLink.module.css';
import { t } from './words.ts';

/** The first thing the keyboard finds: the way past the bar. */
export const SkipLink = (): ReactNode => (
  <a className={styles['skip']} href="#content">
    {t('page.skip')}
  </a>
);
