import type { ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './ColleagueDialog.module.css';

interface TransferMannerProps {
  readonly warm: boolean;
  readonly onChange: (warm: boolean) => void;
}

/** At once, or after a word between the two associates. */
export function TransferManner({ warm, onChange }: TransferMannerProps): ReactNode {
  return (
    <fieldset className={styles['manner']}>
      <legend>{t('colleague.how')}</legend>
      {(['cold', 'warm'] as const).map((manner) => (
        <label key={manner}>
          <input
            type="radio"
            name="manner"
            checked={warm === (manner === 'warm')}
            onChange={() => onChange(manner === 'warm')}
          />
          <strong>{t(`colleague.${manner}`)}</strong>
          <span>{t(`colleague.${manner}-text`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
