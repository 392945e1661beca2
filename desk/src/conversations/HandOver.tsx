import type { Conversation } from '@parley/protocol';
import { Button, Choice, Dialog } from '@parley/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { notify } from '../client/notices.ts';
import { NoteField } from '../colleagues/NoteField.tsx';
import { t } from '../words.ts';
import styles from './SmsForm.module.css';
import { sentenceOf } from './problem.ts';
import { conversationsKey, handOver } from './queries.ts';

interface HandOverProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Gives a conversation to a colleague, who need not be at the desk. */
export function HandOver({ conversation, onClose }: HandOverProps): ReactNode {
  const { colleagues } = useClient();
  const queries = useQueryClient();
  const roster = useDesk((state) => state.roster);
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const [underWay, setUnderWay] = useState(false);
  useEffect(() => colleagues.watch(), [colleagues]);
  const others = (roster?.colleagues ?? []).filter(
    ({ associateId }) => associateId !== conversation.owner?.id,
  );
  const chosen = others.find(({ associateId }) => associateId === to);

  const give = async (): Promise<void> => {
    if (!chosen) return;
    setUnderWay(true);
    try {
      await handOver(conversation.id, chosen.associateId, note);
      onClose();
      void queries.invalidateQueries({ queryKey: conversationsKey });
    } catch (error) {
      notify(sentenceOf(error));
      setUnderWay(false);
    }
  };
  return (
    <Dialog
      title={t('conversation.hand-over')}
      description={t('conversation.hand-over-text')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('colleague.cancel')}</Button>
          <Button variant="accent" disabled={!chosen || underWay} onClick={() => void give()}>
            {t('conversation.hand-over')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Choice
          label={t('conversation.hand-over-to')}
          value={to}
          options={[
            { value: '', label: t('conversation.hand-over-nobody') },
            ...others.map(({ associateId, name, status }) => ({
              value: associateId,
              label: `${name} · ${t(`status.${status}`)}`,
            })),
          ]}
          onChoose={setTo}
        />
        <NoteField note={note} onChange={setNote} />
      </div>
    </Dialog>
  );
}
