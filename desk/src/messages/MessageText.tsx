import { messageParts } from '@parley/ui/text';
import type { ReactNode } from 'react';
import styles from './MessageList.module.css';

/** The words of a message; addresses in them can be followed, and learn nothing of where they were. */
export function MessageText({ text }: { readonly text: string }): ReactNode {
  return (
    <p className={styles['text']} dir="auto">
      {messageParts(text).map((part) =>
        part.href === undefined ? (
          <span key={part.at}>{part.text}</span>
        ) : (
          <a key={part.at} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </p>
  );
}
