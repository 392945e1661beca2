import type { Conversation } from '@parley/protocol';
import { maxSmsLength } from '@parley/protocol/constants';
import { CannedIcon, IconButton, Popover, ProblemIcon, SendIcon } from '@parley/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { CannedList } from '../messages/CannedList.tsx';
import { t } from '../words.ts';
import { cannedSmsQuery, conversationsKey, sendIn } from './queries.ts';
import { SegmentCount } from './SegmentCount.tsx';
import styles from './SmsComposer.module.css';
import { useSmsDraft } from './use-sms-draft.ts';

/** Where an SMS of a conversation is written. */
export function SmsComposer({
  conversation: { id, owner },
}: {
  readonly conversation: Conversation;
}): ReactNode {
  const queries = useQueryClient();
  const draft = useSmsDraft((sms) => sendIn(id, sms));
  const { data: canned = [] } = useQuery(cannedSmsQuery);
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const label = owner ? t('conversation.write') : t('conversation.write-takes');

  const send = async (): Promise<void> => {
    if (await draft.send()) void queries.invalidateQueries({ queryKey: conversationsKey });
    box.current?.focus();
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <form
      className={styles['composer']}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <textarea
        ref={box}
        className={styles['box']}
        rows={1}
        value={draft.text}
        maxLength={maxSmsLength}
        aria-label={label}
        aria-describedby={hintId}
        placeholder={label}
        dir="auto"
        onChange={(event) => draft.setText(event.currentTarget.value)}
        onKeyDown={pressed}
      />
      {draft.problem !== undefined && (
        <p className={styles['problem']} role="alert">
          <ProblemIcon aria-hidden size={15} /> {draft.problem}
        </p>
      )}
      <div className={styles['tools']}>
        {canned.length > 0 && (
          <Popover
            label={t('sms.canned')}
            open={open}
            onOpenChange={setOpen}
            trigger={<IconButton icon={CannedIcon} label={t('sms.canned')} />}
          >
            <CannedList
              replies={canned}
              onChoose={({ text }) => {
                draft.setText(text.slice(0, maxSmsLength));
                setOpen(false);
                box.current?.focus();
              }}
            />
          </Popover>
        )}
        <p id={hintId} className={styles['hint']}>
          {draft.text === '' ? t('conversation.hint') : <SegmentCount text={draft.text} />}
        </p>
        <IconButton
          icon={SendIcon}
          label={t('sms.send')}
          type="submit"
          disabled={draft.isSending || draft.text.trim() === ''}
        />
      </div>
    </form>
  );
}
