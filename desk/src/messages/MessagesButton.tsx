import { MessageIcon, Tooltip } from '@parley/ui';
import type { ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './MessagesButton.module.css';
import type { MessagesPanelState } from './use-messages.ts';

/** Opens the messages, and says how many have not been seen. */
export function MessagesButton({ panel }: { readonly panel: MessagesPanelState }): ReactNode {
  const { isShown, isOpen, setOpen, unread } = panel;
  if (!isShown) return undefined;
  return (
    <Tooltip text={t('message.title')} shortcut="T" side="bottom">
      <button
        type="button"
        className={styles['button']}
        aria-label={unread > 0 ? t('message.unread', { count: unread }) : t('message.title')}
        aria-expanded={isOpen}
        aria-controls={isOpen ? 'messages' : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <MessageIcon aria-hidden size={20} />
        {unread > 0 && (
          <span className={styles['unread']} aria-hidden>
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </button>
    </Tooltip>
  );
}
