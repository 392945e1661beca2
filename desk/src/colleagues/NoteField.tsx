import { maxNoteLength } from '@parley/protocol/constants';
import { useId, type ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './ColleagueDialog.module.css';

/** How many characters before the end it is said how many are left. */
const saysWhatIsLeft = 100;

interface NoteFieldProps {
  readonly note: string;
  readonly onChange: (note: string) => void;
}

export function NoteField({ note, onChange }: NoteFieldProps): ReactNode {
  const id = useId();
  const left = maxNoteLength - note.length;
  return (
    <div className={styles['note']}>
      <label htmlFor={id}>{t('colleague.note')}</label>
      <textarea
        id={id}
        rows={2}
        value={note}
        maxLength={maxNoteLength}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} className={styles['hint']}>
        {left > saysWhatIsLeft ? t('colleague.note-hint') : t('colleague.note-left', { count: left })}
      </p>
    </div>
  );
}
