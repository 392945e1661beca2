import type { EngagementState } from '@parley/protocol';
import type { ReactNode } from 'react';
import { t } from '../words.ts';
import { CustomerFacts } from './CustomerFacts.tsx';
import styles from './CustomerPanel.module.css';

/** Caller information: everything collected by itself or given by the website. It scrolls, hence the tab stop. */
export function CustomerPanel({ engagement }: { readonly engagement: EngagementState }): ReactNode {
  return (
    <section
      id="caller-information"
      className={styles['panel']}
      aria-label={t('info.title')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard
      tabIndex={0}
    >
      <h2>{t('info.title')}</h2>
      <CustomerFacts engagement={engagement} />
    </section>
  );
}
