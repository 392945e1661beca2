import type { Outgoing } from '@parley/protocol';
import { Link } from '@tanstack/react-router';
import { Button } from '@parley/ui';
import type { ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './OutboxList.module.css';
import { KindIcon, StatusBadge } from './parts.tsx';
import { shortMoment } from './when.ts';

interface OutboxListProps {
  readonly messages: readonly Outgoing[];
  readonly chosenId: string | undefined;
  /** Absent when there is nothing older. */
  readonly older: { readonly fetch: () => void; readonly isFetching: boolean } | undefined;
}

export function OutboxList({ messages, chosenId, older }: OutboxListProps): ReactNode {
  return (
    <nav className={styles['list']} aria-label={t('outbox.messages')}>
      <ol>
        {messages.map((message) => (
          <li key={message.id}>
            <Row message={message} isChosen={message.id === chosenId} />
          </li>
        ))}
      </ol>
      {older && (
        <Button disabled={older.isFetching} onClick={older.fetch}>
          {older.isFetching ? t('outbox.loading') : t('outbox.older')}
        </Button>
      )}
    </nav>
  );
}

function Row({ message, isChosen }: { readonly message: Outgoing; readonly isChosen: boolean }): ReactNode {
  const { id, to, subject, text, status, createdAt } = message;
  return (
    <Link
      to="/outbox"
      search={{ message: id }}
      className={styles['row']}
      aria-current={isChosen ? 'true' : undefined}
    >
      <KindIcon message={message} />
      <span className={styles['to']}>{to}</span>
      <time className={styles['when']} dateTime={createdAt}>
        {shortMoment(createdAt)}
      </time>
      <span className={styles['gist']}>{subject ?? text}</span>
      <StatusBadge status={status} />
    </Link>
  );
}
