import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import { ProblemIcon } from '../icons.ts';
import styles from './Field.module.css';

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> {
  readonly label: string;
  /** What is wrong with the value, in words. */
  readonly problem?: string | undefined;
  /** A control at the end of the box. */
  readonly trailing?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A labelled text box. */
export function Field({ label, problem, trailing, ...rest }: FieldProps): ReactNode {
  const id = useId();
  const problemId = `${id}-problem`;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <div className={styles['box']} data-invalid={problem !== undefined || undefined}>
        <input
          {...rest}
          id={id}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={problem === undefined ? undefined : problemId}
        />
        {trailing}
      </div>
      {problem !== undefined && (
        <p id={problemId} className={styles['problem']}>
          <ProblemIcon aria-hidden size={15} />
          {problem}
        </p>
      )}
    </div>
  );
}
