import { longestPassword, shortestPassword } from '@parley/protocol';
import { useMutation } from '@tanstack/react-query';
import { Button, Dialog, Field, Notice, ProblemIcon } from '@parley/ui';
import { sentenceOfError } from '@parley/ui/http';
import { useId, useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import { changePassword } from '../api/queries.ts';
import { useProfile } from '../client/desk-context.ts';
import { notify } from '../client/notices.ts';
import { t } from '../words.ts';
import styles from './PasswordDialog.module.css';

interface PasswordDialogProps {
  readonly surface: 'call' | undefined;
  readonly onClose: () => void;
}

/** A new password; other browsers in which this account is signed in are signed out. */
export function PasswordDialog({ surface, onClose }: PasswordDialogProps): ReactNode {
  const { email } = useProfile();
  const form = useId();
  const current = useRef<HTMLInputElement>(null);
  const next = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState<'current' | 'next'>();
  const change = useMutation({
    mutationFn: () =>
      changePassword({ current: current.current?.value ?? '', next: next.current?.value ?? '' }),
    onSuccess: () => {
      notify(t('password.done'));
      onClose();
    },
    onError: () => current.current?.select(),
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const gap = !current.current?.value
      ? 'current'
      : (next.current?.value.length ?? 0) < shortestPassword
        ? 'next'
        : undefined;
    setMissing(gap);
    if (gap) (gap === 'current' ? current : next).current?.focus();
    else change.mutate();
  };
  return (
    <Dialog
      surface={surface}
      title={t('password.title')}
      description={t('password.text')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('password.cancel')}</Button>
          <Button type="submit" form={form} variant="accent" disabled={change.isPending}>
            {t('password.change')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles['form']} onSubmit={submit} noValidate>
        {/* So that a password manager knows whose password it is. */}
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <Field
          ref={current}
          label={t('password.current')}
          type="password"
          autoComplete="current-password"
          maxLength={longestPassword}
          problem={missing === 'current' ? t('sign-in.password-missing') : undefined}
        />
        <Field
          ref={next}
          label={t('password.next')}
          type="password"
          autoComplete="new-password"
          maxLength={longestPassword}
          problem={missing === 'next' ? t('password.too-short', { count: shortestPassword }) : undefined}
        />
        <div role="alert">
          {change.isError && (
            <Notice icon={ProblemIcon} tone="caution">
              {sentenceOfError(change.error)}
            </Notice>
          )}
        </div>
      </form>
    </Dialog>
  );
}
