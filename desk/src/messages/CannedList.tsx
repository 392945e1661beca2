import type { CannedReply } from '@parley/protocol';
import type { ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './Composer.module.css';

interface CannedListProps {
  readonly replies: readonly CannedReply[];
  readonly onChoose: (reply: CannedReply) => void;
}

/** Replies that the scenario has at hand. */
export function CannedList({ replies, onChoose }: CannedListProps): ReactNode {
  if (replies.length === 0) return <p className={styles['none']}>{t('message.canned-none')}</p>;
  return (
    <ul className={styles['canned']} aria-label={t('message.canned')}>
      {replies.map((reply) => (
        <li key={reply.title}>
          <button type="button" onClick={() => onChoose(reply)}>
            <strong>{reply.title}</strong>
            <span>{reply.text}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
