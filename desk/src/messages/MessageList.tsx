import type { EngagementId, EngagementState, ParticipantId } from '@parley/protocol';
import { Avatar, Button, ProblemIcon } from '@parley/ui';
import { useEffect, useRef, type ReactNode } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { nameOf } from '../engagement/use-engagement.ts';
import { moment } from '../time/format.ts';
import { useNow } from '../time/ticking.ts';
import { locale, t } from '../words.ts';
import styles from './MessageList.module.css';
import { MessageFile } from './MessageFile.tsx';
import { MessageText } from './MessageText.tsx';
import { messageRows, type MessageRow } from './rows.ts';

interface MessageListProps {
  readonly state: EngagementState;
  /** Whose own messages stand on the other side; nobody's in a record. */
  readonly selfId?: ParticipantId | undefined;
}

/** What was written, the newest at the end and in sight. */
export function MessageList({ state, selfId }: MessageListProps): ReactNode {
  const pending = useDesk(({ messages }) => messages.pending);
  const list = useRef<HTMLOListElement>(null);
  const rows = messageRows(state, selfId, selfId ? pending : []);
  const count = rows.length;
  useEffect(() => {
    const box = list.current?.parentElement;
    box?.scrollTo({ top: box.scrollHeight });
  }, [count, pending]);
  return (
    <ol ref={list} className={styles['list']} aria-label={t('message.list')}>
      {rows.map((row) => (
        <Row key={row.id} row={row} engagementId={state.id} />
      ))}
    </ol>
  );
}

function When({ at }: { readonly at: string }): ReactNode {
  const now = useNow();
  return <time dateTime={at}>{moment(at, new Date(now), locale)}</time>;
}

interface RowProps {
  readonly row: MessageRow;
  readonly engagementId: EngagementId;
}

function Row({ row, engagementId }: RowProps): ReactNode {
  const { isOwn, author, at, beginsRun, reach, pending, message } = row;
  const name = isOwn ? t('message.you') : nameOf(author);
  return (
    <li className={styles['row']} data-own={isOwn || undefined} data-begins={beginsRun || undefined}>
      {beginsRun && (
        <p className={styles['who']}>
          {!isOwn && <Avatar name={nameOf(author)} size="small" />}
          <span className={styles['name']}>{name}</span>
          {at && <When at={at} />}
        </p>
      )}
      {message?.file ? (
        <MessageFile engagementId={engagementId} message={message} />
      ) : (
        <div className={styles['bubble']}>
          <MessageText text={row.text} />
        </div>
      )}
      {reach && <p className={styles['reach']}>{t(`message.${reach}`)}</p>}
      {pending && <PendingState row={row} />}
    </li>
  );
}

function PendingState({ row: { pending } }: { readonly row: MessageRow }): ReactNode {
  const { messaging } = useClient();
  const isOnline = useDesk((state) => state.connection.phase === 'online');
  if (!pending) return undefined;
  if (!pending.problem)
    return (
      <p className={styles['reach']}>
        {isOnline ? t('message.sending') : t('message.waiting')}
        {pending.file && pending.file.part > 0 && (
          <progress className={styles['part']} value={pending.file.part} aria-label={pending.text} />
        )}
      </p>
    );
  return (
    <div className={styles['failed']} role="alert">
      <p>
        <ProblemIcon aria-hidden size={14} /> {t(`problem.${pending.problem.code}`)}
      </p>
      <Button onClick={() => messaging.sendAgain(pending.id)}>{t('message.again')}</Button>
      <Button onClick={() => messaging.discard(pending.id)}>{t('message.discard')}</Button>
    </div>
  );
}
