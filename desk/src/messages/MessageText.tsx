import { LinkedText } from '@parley/ui';
import type { ReactNode } from 'react';
import styles from './MessageList.module.css';

/** The words of a message. */
export const MessageText = ({ text }: { readonly text: string }): ReactNode => (
  <LinkedText text={text} className={styles['text']} />
);
