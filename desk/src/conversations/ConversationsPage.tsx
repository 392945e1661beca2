import { Button, IconButton, NewConversationIcon, Notice, OfflineIcon, SmsIcon } from '@parley/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Content, usePageTitle } from '@parley/ui/page';
import { TopBar } from '../shell/TopBar.tsx';
import { t } from '../words.ts';
import { ConversationItem } from './ConversationItem.tsx';
import styles from './ConversationsPage.module.css';
import { NewConversation } from './NewConversation.tsx';
import { conversationsQuery } from './queries.ts';
import { useCanSendSms } from './use-conversation-news.ts';

/** SMS with people by their numbers: all of them, and the one that is looked at. */
export function ConversationsPage(): ReactNode {
  const { conversationId } = useParams({ strict: false });
  const [isWriting, setWriting] = useState(false);
  const canSend = useCanSendSms();
  usePageTitle(t('conversation.title'));
  return (
    <>
      <TopBar />
      <Content className={styles['page']} data-open={conversationId !== undefined || undefined}>
        <section className={styles['side']} aria-labelledby="conversations">
          <header>
            <h1 id="conversations">{t('conversation.title')}</h1>
            {canSend && (
              <IconButton
                icon={NewConversationIcon}
                label={t('conversation.new')}
                side="bottom"
                onClick={() => setWriting(true)}
              />
            )}
          </header>
          <List />
        </section>
        <Outlet />
      </Content>
      {isWriting && <NewConversation onClose={() => setWriting(false)} />}
    </>
  );
}

function List(): ReactNode {
  const found = useInfiniteQuery(conversationsQuery);
  const failed = found.isError && (
    <Notice
      icon={OfflineIcon}
      tone="caution"
      action={<Button onClick={() => void found.refetch()}>{t('page.retry')}</Button>}
    >
      {t('conversation.failed')}
    </Notice>
  );
  if (!found.data) return failed || <p role="status">{t('conversation.loading')}</p>;
  const conversations = found.data.pages.flatMap((page) => page.conversations);
  if (conversations.length === 0)
    return (
      <div className={styles['empty']}>
        <SmsIcon aria-hidden size={28} strokeWidth={1.5} />
        <p>{t('conversation.empty')}</p>
        <p>{t('conversation.empty-text')}</p>
      </div>
    );
  return (
    <nav className={styles['list']} aria-label={t('conversation.title')}>
      {failed}
      <ul>
        {conversations.map((conversation) => (
          <ConversationItem key={conversation.id} conversation={conversation} />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('conversation.more')}
        </Button>
      )}
    </nav>
  );
}

/** Beside the list while none is chosen. */
export function NoConversation(): ReactNode {
  return (
    <div className={styles['none']}>
      <SmsIcon aria-hidden size={28} strokeWidth={1.5} />
      <p>{t('conversation.choose')}</p>
      <p>{t('conversation.choose-text')}</p>
    </div>
  );
}
