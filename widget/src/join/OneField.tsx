import type { ProblemBody } from '@parley/protocol';
import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { useJoin } from './join-shared.ts';

interface OneFieldProps {
  readonly title: string;
  readonly label: string;
  readonly hint?: string;
  readonly problem: ProblemBody | undefined;
  readonly value: string;
  /** Characters. */
  readonly most: number;
  readonly isNumber?: boolean;
  readonly done: (typed: string) => void;
}

/** One question with one field: the code, or its PIN. */
export function OneField({
  title,
  label,
  hint,
  problem,
  value,
  most,
  isNumber,
  done,
}: OneFieldProps): JSX.Element {
  const { t } = useJoin();
  const id = useId();
  const [typed, setTyped] = useState(value);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (typed.trim() !== '') done(typed.trim());
  };
  return (
    <form class="middle ask" onSubmit={submit}>
      <h1 class="title">{title}</h1>
      <div class="field">
        <label for={id}>{label}</label>
        <input
          id={id}
          class="code"
          value={typed}
          maxLength={most}
          autocomplete="off"
          autocapitalize={isNumber ? 'off' : 'characters'}
          spellcheck={false}
          inputMode={isNumber ? 'numeric' : 'text'}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-told`}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <p
          id={`${id}-told`}
          class={problem ? 'told wrong' : 'told soft'}
          role={problem ? 'alert' : undefined}
        >
          {problem ? t(`problem.${problem.code}`) : hint}
        </p>
      </div>
      <button type="submit" class="primary" disabled={typed.trim() === ''}>
        {t('join.go-on')}
      </button>
    </form>
  );
}
