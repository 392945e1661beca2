import {
  conversationId as conversationIdSchema,
  type Conversation,
  type ConversationEntry,
  type ConversationId,
} from '@parley/protocol';
import { Avatar, BackIcon, Badge, Button, Notice, OfflineIcon, StoppedIcon } from '@parley/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { codeOf } from '@parley/ui/http';
import { useProfile } from '../client/desk-context.ts';
import { t } from '../words.ts';
import { titleOf } from './ConversationItem.tsx';
import styles from './ConversationPane.module.css';
import { EntryList } from './EntryList.tsx';
import { HandOver } from './HandOver.tsx';
import { attemptCall } from './problem.ts';
import { conversationQuery, takeConversation } from './queries.ts';
import { SmsComposer } from './SmsComposer.tsx';
import { useCanSendSms } from './use-conversation-news.ts';
import { useReading } from './use-reading.ts';

const route = getRouteApi('/conversations/$conversationId');

/** The conversation that is looked at. */
export function ConversationPane(): ReactNode {
  const known = conversationIdSchema.safeParse(route.useParams().conversationId);
  if (!known.success) return <Gone />;
  return <Pane key={known.data} id={known.data} />;
}

/** In place of a conversation; where there is room for one of the two only, with the way back to the list. */
const Instead = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <div className={styles['instead']}>
    <Back />
    {children}
  </div>
);

const Gone = (): ReactNode => (
  <Instead>
    <p role="status">{t('conversation.gone')}</p>
  </Instead>
);

const Back = (): ReactNode => (
  <Link to="/conversations" className={styles['back']} aria-label={t('conversation.back')}>
    <BackIcon aria-hidden size={18} />
  </Link>
);

function Pane({ id }: { readonly id: ConversationId }): ReactNode {
  const found = useInfiniteQuery(conversationQuery(id));
  const entries = (found.data?.pages ?? []).toReversed().flatMap((page) => page.entries);
  const conversation = found.data?.pages[0]?.conversation;
  useReading(conversation, entries.at(-1)?.id);
  if (found.isError && codeOf(found.error) === 'conversation-not-found') return <Gone />;
  if (found.isError && !conversation)
    return (
      <Instead>
        <Notice
          icon={OfflineIcon}
          tone="caution"
          action={<Button onClick={() => void found.refetch()}>{t('page.retry')}</Button>}
        >
          {t('conversation.failed-one')}
        </Notice>
      </Instead>
    );
  if (!conversation)
    return (
      <Instead>
        <p role="status">{t('conversation.loading')}</p>
      </Instead>
    );
  return (
    <section className={styles['pane']} aria-label={titleOf(conversation)}>
      <Header conversation={conversation} />
      <Scroller
        entries={entries}
        earlier={
          found.hasNextPage && (
            <Button disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t('conversation.earlier')}
            </Button>
          )
        }
      />
      <Foot conversation={conversation} />
    </section>
  );
}

interface ScrollerProps {
  readonly entries: readonly ConversationEntry[];
  readonly earlier: ReactNode;
}

/** The newest is in sight; what was written earlier doesn't move it. */
function Scroller({ entries, earlier }: ScrollerProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const newest = entries.at(-1)?.id;
  useEffect(() => {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [newest]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard
    <div ref={box} className={styles['scroller']} tabIndex={0}>
      {earlier}
      <EntryList entries={entries} />
    </div>
  );
}

function Header({ conversation }: { readonly conversation: Conversation }): ReactNode {
  const { name, writtenNumber, isStopped } = conversation;
  return (
    <header className={styles['header']}>
      <Back />
      <Avatar name={name} />
      <div className={styles['who']}>
        <h2>{titleOf(conversation)}</h2>
        <p>
          {name !== undefined && <span>{writtenNumber}</span>}
          {isStopped && (
            <Badge tone="caution" icon={StoppedIcon}>
              {t('conversation.stopped')}
            </Badge>
          )}
          <Whose conversation={conversation} />
        </p>
      </div>
      <Ownership conversation={conversation} />
    </header>
  );
}

function Whose({ conversation: { owner } }: { readonly conversation: Conversation }): ReactNode {
  const { id: selfId } = useProfile();
  if (!owner) return <span>{t('conversation.nobodys')}</span>;
  return (
    <span>{owner.id === selfId ? t('conversation.yours') : t('conversation.of', { name: owner.name })}</span>
  );
}

/** Taking it, and giving it away, for those who may. */
function Ownership({ conversation }: { readonly conversation: Conversation }): ReactNode {
  const { id, owner } = conversation;
  const { id: selfId, roles } = useProfile();
  const [isHandingOver, setHandingOver] = useState(false);
  const watchesOver = roles.includes('supervisor') || roles.includes('administrator');
  const isOwn = owner?.id === selfId;
  const mayTake = !isOwn && (!owner || watchesOver);
  return (
    <>
      {mayTake && (
        <Button variant={owner ? 'plain' : 'accent'} onClick={() => attemptCall(takeConversation(id))}>
          {owner ? t('conversation.take-over') : t('conversation.take')}
        </Button>
      )}
      {(isOwn || watchesOver) && (
        <Button onClick={() => setHandingOver(true)}>{t('conversation.hand-over')}</Button>
      )}
      {isHandingOver && <HandOver conversation={conversation} onClose={() => setHandingOver(false)} />}
    </>
  );
}

/** Where one writes, or why one can't. */
function Foot({ conversation }: { readonly conversation: Conversation }): ReactNode {
  const { owner, isStopped } = conversation;
  const { id: selfId } = useProfile();
  const canSend = useCanSendSms();
  const reason =
    (!canSend && t('problem.sms-unavailable')) ||
    (isStopped && t('conversation.is-stopped')) ||
    (owner && owner.id !== selfId && t('conversation.not-yours', { name: owner.name }));
  return reason ? <p className={styles['closed']}>{reason}</p> : <SmsComposer conversation={conversation} />;
}
