import { longestReply, type Outgoing } from '@parley/protocol';
import { useMutation } from '@tanstack/react-query';
import { Button, Field, Notice, ProblemIcon } from '@parley/ui';
import { sentenceOfError } from '@parley/ui/http';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { replyTo } from '../api/queries.ts';
import { t } from '../words.ts';
import styles from './OutboxReply.module.css';

/** Where no provider is: what whoever got this SMS answers, so that a conversation can be tried from both its ends. */
export function OutboxReply({ message: { id, to } }: { readonly message: Outgoing }): ReactNode {
  const [text, setText] = useState('');
  const reply = useMutation({ mutationFn: () => replyTo(id, text.trim()), onSuccess: () => setText('') });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (text.trim() !== '' && !reply.isPending) reply.mutate();
  };
  return (
    <form className={styles['reply']} onSubmit={submit} aria-label={t('outbox.reply-as', { to })}>
      <Field
        label={t('outbox.reply-as', { to })}
        value={text}
        maxLength={longestReply}
        autoComplete="off"
        onChange={({ target }) => setText(target.value)}
      />
      <Button type="submit" disabled={reply.isPending || text.trim() === ''}>
        {t('outbox.reply')}
      </Button>
      <p className={styles['hint']} role="status">
        {reply.isSuccess && text === '' ? t('outbox.replied') : t('outbox.reply-text')}
      </p>
      <div role="alert" className={styles['hint']}>
        {reply.isError && (
          <Notice icon={ProblemIcon} tone="caution">
            {sentenceOfError(reply.error)}
          </Notice>
        )}
      </div>
    </form>
  );
}
