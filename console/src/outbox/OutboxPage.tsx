import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { MessageIcon, Notice, OfflineIcon } from '@parley/ui';
import { Content, MessagePage, usePageTitle } from '@parley/ui/page';
import type { ReactNode } from 'react';
import { outboxQuery } from '../api/queries.ts';
import { FailedPage } from '../shell/FailedPage.tsx';
import { t } from '../words.ts';
import { OutboxList } from './OutboxList.tsx';
import { OutboxMessage } from './OutboxMessage.tsx';
import styles from './OutboxPage.module.css';

const route = getRouteApi('/outbox');

/** E-mail and SMS that left, or would have: a list, and beside it the one that was chosen. */
export function OutboxPage(): ReactNode {
  usePageTitle(t('outbox.title'));
  const { message: chosenId } = route.useSearch();
  const outbox = useInfiniteQuery(outboxQuery);
  if (outbox.isPending) return <MessagePage quiet title={t('outbox.loading')} />;
  // What was fetched before stays when the next look fails.
  if (outbox.isError && !outbox.data)
    return <FailedPage error={outbox.error} retry={() => void outbox.refetch()} />;
  const messages = outbox.data.pages.flatMap((page) => page.messages);
  const canReply = outbox.data.pages[0]?.canReply ?? false;
  const chosen = messages.find(({ id }) => id === chosenId);
  return (
    <Content className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('outbox.title')}</h1>
        <p>{t('outbox.text')}</p>
      </header>
      {outbox.isError && (
        <Notice icon={OfflineIcon} tone="caution">
          {t('outbox.stale')}
        </Notice>
      )}
      {messages.length === 0 ? (
        <Nothing />
      ) : (
        <div className={styles['panes']} data-chosen={chosen !== undefined || undefined}>
          <OutboxList
            messages={messages}
            chosenId={chosen?.id}
            older={
              outbox.hasNextPage
                ? { fetch: () => void outbox.fetchNextPage(), isFetching: outbox.isFetchingNextPage }
                : undefined
            }
          />
          {chosen ? (
            <OutboxMessage key={chosen.id} message={chosen} canReply={canReply} />
          ) : (
            <p className={styles['choose']}>{t('outbox.choose')}</p>
          )}
        </div>
      )}
    </Content>
  );
}

const Nothing = (): ReactNode => (
  <div className={styles['nothing']}>
    <MessageIcon aria-hidden size={28} strokeWidth={1.5} />
    <p role="status">{t('outbox.empty')}</p>
    <p>{t('outbox.empty-text')}</p>
  </div>
);
