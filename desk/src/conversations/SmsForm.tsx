import type { CannedReply, SmsMessage } from '@parley/protocol';
import { maxNumberLength, maxSmsLength } from '@parley/protocol/constants';
import { Button, Choice, Field, ProblemIcon, SendIcon } from '@parley/ui';
import { useId, useRef, useState, type ReactNode } from 'react';
import { t } from '../words.ts';
import { SegmentCount } from './SegmentCount.tsx';
import styles from './SmsForm.module.css';
import { useSmsDraft } from './use-sms-draft.ts';

interface SmsFormProps {
  readonly initialNumber: string;
  readonly canned: readonly CannedReply[];
  readonly post: (sms: SmsMessage & { readonly number: string }) => Promise<unknown>;
  readonly onSent?: () => void;
}

/** An SMS to a number that is written as well. */
export function SmsForm({ initialNumber, canned, post, onSent }: SmsFormProps): ReactNode {
  const [number, setNumber] = useState(initialNumber);
  const draft = useSmsDraft((sms) => post({ ...sms, number }), number);
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const send = async (): Promise<void> => {
    if (await draft.send()) onSent?.();
    box.current?.focus();
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field
        type="tel"
        label={t('sms.number')}
        value={number}
        maxLength={maxNumberLength}
        autoComplete="off"
        placeholder="+1 202 555 0123"
        problem={draft.numberProblem}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      {canned.length > 0 && (
        <Choice
          label={t('sms.canned')}
          value=""
          options={[
            { value: '', label: t('sms.canned-choose') },
            ...canned.map(({ title }, index) => ({ value: String(index), label: title })),
          ]}
          onChoose={(index) => {
            const reply = index === '' ? undefined : canned[Number(index)];
            if (reply) draft.setText(reply.text.slice(0, maxSmsLength));
          }}
        />
      )}
      <div className={styles['written']}>
        <label htmlFor={id}>{t('sms.write')}</label>
        <textarea
          ref={box}
          id={id}
          rows={4}
          value={draft.text}
          maxLength={maxSmsLength}
          dir="auto"
          aria-describedby={`${id}-count`}
          onChange={(event) => draft.setText(event.currentTarget.value)}
        />
      </div>
      <div className={styles['foot']}>
        <p id={`${id}-count`} className={styles['count']}>
          <SegmentCount text={draft.text} />
        </p>
        <Button
          type="submit"
          variant="accent"
          icon={SendIcon}
          disabled={draft.isSending || draft.text.trim() === ''}
        >
          {t('sms.send')}
        </Button>
      </div>
      {draft.problem !== undefined && (
        <p className={styles['problem']} role="alert">
          <ProblemIcon aria-hidden size={15} /> {draft.problem}
        </p>
      )}
    </form>
  );
}
