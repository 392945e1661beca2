import type { Icon } from '../icons.ts';
import type { ReactNode } from 'react';
import { Content } from './Content.tsx';
import styles from './MessagePage.module.css';

interface MessagePageProps {
  readonly title: string;
  readonly text?: string;
  readonly icon?: Icon;
  readonly action?: ReactNode;
  /** For states that last a moment: appears only if they do not pass at once. */
  readonly quiet?: boolean;
}

/** A whole page with one thing to say. */
export function MessagePage({ title, text, icon: Shape, action, quiet }: MessagePageProps): ReactNode {
  return (
    <Content className={styles['page']} data-quiet={quiet || undefined}>
      {Shape && <Shape aria-hidden size={36} strokeWidth={1.5} />}
      <h1>{title}</h1>
      {text && <p>{text}</p>}
      {action}
    </Content>
  );
}
