import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Field, Notice, ProblemIcon } from '@parley/ui';
import { useRef, useState, type SubmitEvent, type ReactNode } from 'react';
import { meQuery, signIn } from '../api/queries.ts';
import { sentenceOf } from '../client/sentence-of.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { Wordmark } from '../shell/Wordmark.tsx';
import { t } from '../words.ts';
import styles from './SignInPage.module.css';

interface Missing {
  readonly email: boolean;
  readonly password: boolean;
}

/** The door. Says in words what was wrong, and keeps what was typed. */
export function SignInPage(): ReactNode {
  usePageTitle(t('sign-in.title'));
  const queries = useQueryClient();
  const [missing, setMissing] = useState<Missing>({ email: false, password: false });
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const attempt = useMutation({
    mutationFn: () => signIn(email.current?.value.trim() ?? '', password.current?.value ?? ''),
    onSuccess: (profile) => queries.setQueryData(meQuery.queryKey, profile),
    onError: () => password.current?.select(),
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const gaps = { email: !email.current?.value.trim(), password: !password.current?.value };
    setMissing(gaps);
    if (gaps.email) email.current?.focus();
    else if (gaps.password) password.current?.focus();
    else attempt.mutate();
  };
  return (
    <main className={styles['page']}>
      <form className={styles['card']} onSubmit={submit} noValidate aria-labelledby="sign-in-title">
        <Wordmark />
        <h1 id="sign-in-title" className={styles['lead']}>
          {t('sign-in.lead')}
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
          {attempt.isError && (
            <Notice icon={ProblemIcon} tone="caution">
              {sentenceOf(attempt.error)}
            </Notice>
          )}
        </div>
        <Button type="submit" variant="accent" size="large" disabled={attempt.isPending}>
          {attempt.isPending ? t('sign-in.busy') : t('sign-in.submit')}
        </Button>
      </form>
    </main>
  );
}
