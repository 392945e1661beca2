import { CloseMessagesIcon, IconButton } from '@parley/ui';
import { useRef, type ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { nameOf, type OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import { Composer } from './Composer.tsx';
import { MessageList } from './MessageList.tsx';
import styles from './MessagesPanel.module.css';
import type { MessagesPanelState } from './use-messages.ts';

interface MessagesPanelProps {
  readonly engagement: OwnEngagement;
  readonly panel: MessagesPanelState;
}

/** What is written in this call, at the far side of the picture. */
export function MessagesPanel({ engagement, panel }: MessagesPanelProps): ReactNode {
  const { state, self } = engagement;
  const hasPending = useDesk(({ messages }) => messages.pending.length > 0);
  const scroller = useRef<HTMLDivElement>(null);
  if (!panel.isOpen) return undefined;
  return (
    <section id="messages" className={styles['panel']} aria-label={t('message.title')}>
      <header>
        <h2>{t('message.title')}</h2>
        <IconButton
          icon={CloseMessagesIcon}
          label={t('message.close')}
          side="bottom"
          onClick={() => panel.setOpen(false)}
        />
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard */}
      <div ref={scroller} className={styles['scroller']} tabIndex={0}>
        {state.messages.length === 0 && !hasPending && (
          <div className={styles['empty']}>
            <p>{t('message.empty')}</p>
            <p>{t('message.empty-text')}</p>
          </div>
        )}
        <MessageList state={state} selfId={self.id} />
      </div>
      <WhoTypes engagement={engagement} />
      {panel.mayWrite ? (
        <Composer canned={state.scenario.messages?.canned ?? []} />
      ) : (
        <p className={styles['closed']}>{t('message.closed')}</p>
      )}
    </section>
  );
}

function WhoTypes({ engagement: { state } }: { readonly engagement: OwnEngagement }): ReactNode {
  const typing = useDesk(({ messages }) => messages.typing);
  const [first] = typing;
  const name = nameOf(state.participants.find(({ id }) => id === first));
  return (
    <p className={styles['typing']} role="status">
      {typing.length > 1 && t('message.typing-many')}
      {typing.length === 1 && t('message.typing', { name })}
    </p>
  );
}
