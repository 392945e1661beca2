import type { AssociateProfile } from '@parley/protocol';
import { useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import { Button } from '../button/Button.tsx';
import { Field } from '../field/Field.tsx';
import { signIn } from '../http/identity.ts';
import { sentenceOfError } from '../http/sentence.ts';
import { ProblemIcon } from '../icons.ts';
import { Notice } from '../notice/Notice.tsx';
import { usePageTitle } from './page-title.ts';
import styles from './SignInPage.module.css';
import { Wordmark } from './Wordmark.tsx';
import { t } from './words.ts';

interface Missing {
  readonly email: boolean;
  readonly password: boolean;
}

interface SignInPageProps {
  /** What one comes in to. */
  readonly lead: string;
  readonly onSignedIn: (profile: AssociateProfile) => void;
}

/** The door. Says in words what was wrong, and keeps what was typed. */
export function SignInPage({ lead, onSignedIn }: SignInPageProps): ReactNode {
  usePageTitle(t('sign-in.title'));
  const [missing, setMissing] = useState<Missing>({ email: false, password: false });
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const attempt = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      onSignedIn(await signIn(email.current?.value.trim() ?? '', password.current?.value ?? ''));
    } catch (error) {
      setBusy(false);
      setProblem(sentenceOfError(error));
      password.current?.select();
    }
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const gaps = { email: !email.current?.value.trim(), password: !password.current?.value };
    setMissing(gaps);
    if (gaps.email) email.current?.focus();
    else if (gaps.password) password.current?.focus();
    else void attempt();
  };
  return (
    <main className={styles['page']}>
      <form className={styles['card']} onSubmit={submit} noValidate aria-labelledby="sign-in-title">
        <Wordmark />
        <h1 id="sign-in-title" className={styles['lead']}>
          {lead}
        </h1>
        <Field
          ref={email}
          label={t('sign-in.email')}
          type="email"
          autoComplete="username"
          problem={missing.email ? t('sign-in.email-missing') : undefined}
        />
        <Field
          ref={password}
          label={t('sign-in.password')}
          type="password"
          autoComplete="current-password"
          problem={missing.password ? t('sign-in.password-missing') : undefined}
        />
        <div role="alert">
          {problem !== undefined && (
            <Notice icon={ProblemIcon} tone="caution">
              {problem}
            </Notice>
          )}
        </div>
        <Button type="submit" variant="accent" size="large" disabled={isBusy}>
          {isBusy ? t('sign-in.busy') : t('sign-in.submit')}
        </Button>
      </form>
    </main>
  );
}
