import type { LiveEngagement, PendingMessage } from '@parley/call';
import { messageParts } from '@parley/ui/text';
import { reachOf } from '@parley/engagement';
import { maxMessageLength } from '@parley/protocol/constants';
import type { Message } from '@parley/protocol';
import type { JSX, Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../icons.tsx';
import { useCall, useShared } from '../shared.ts';
import { AttachButton, FileOf } from './File.tsx';

/** Addresses in a message can be followed, and learn nothing of where they were. */
function Words({ text }: { readonly text: string }): JSX.Element {
  return (
    <p class="message-text" dir="auto">
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

interface OneMessageProps {
  readonly engagement: LiveEngagement;
  readonly message: Message;
  readonly index: number;
}

function OneMessage({ engagement: { state, selfId }, message, index }: OneMessageProps): JSX.Element {
  const { t } = useShared();
  const isOwn = message.participantId === selfId;
  const begins = state.messages[index - 1]?.participantId !== message.participantId;
  const author = state.participants.find(({ id }) => id === message.participantId);
  const isLast = index === state.messages.length - 1;
  return (
    <li class={`message ${isOwn ? 'own' : ''} ${begins ? 'begins' : ''}`}>
      {begins && !isOwn && <p class="message-who">{author?.name ?? t('call.associate')}</p>}
      {message.file ? <FileOf message={message} /> : <Words text={message.text} />}
      {isOwn && isLast && <p class="message-reach">{t(`message.${reachOf(state, index, selfId)}`)}</p>}
    </li>
  );
}

function PendingOne({ pending }: { readonly pending: PendingMessage }): JSX.Element {
  const { client, t } = useShared();
  const isOnline = useCall((state) => state.connection.phase === 'online');
  return (
    <li class="message own begins">
      <Words text={pending.text} />
      {pending.problem ? (
        <div class="message-reach" role="alert">
          {t(`problem.${pending.problem.code}`)}
          <button type="button" class="small" onClick={() => client.messaging.sendAgain(pending.id)}>
            {t('message.again')}
          </button>
          <button type="button" class="small" onClick={() => client.messaging.discard(pending.id)}>
            {t('message.discard')}
          </button>
        </div>
      ) : (
        <p class="message-reach">
          {t(isOnline ? 'message.sending' : 'message.waiting')}
          {pending.file && <progress value={pending.file.part} aria-label={pending.text} />}
        </p>
      )}
    </li>
  );
}

function Composer(): JSX.Element {
  const { client, t } = useShared();
  const [text, setText] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const send = (): void => {
    if (text.trim() === '') return;
    void client.messaging.send(text.trim());
    setText('');
    box.current?.focus();
  };
  const sendFiles = (files: FileList | null | undefined): void => {
    for (const file of files ?? []) void client.messaging.sendFile(file);
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <AttachButton onFiles={sendFiles} />
      <textarea
        ref={box}
        rows={1}
        value={text}
        maxLength={maxMessageLength}
        aria-label={t('message.write')}
        placeholder={t('message.write')}
        dir="auto"
        onInput={(event) => {
          setText(event.currentTarget.value);
          client.messaging.typing(event.currentTarget.value.trim() !== '');
        }}
        onPaste={(event) => sendFiles(event.clipboardData?.files)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button type="submit" class="send" aria-label={t('message.send')} disabled={text.trim() === ''}>
        <Icon name="send" size={20} />
      </button>
    </form>
  );
}

function Typing({ engagement: { state } }: { readonly engagement: LiveEngagement }): JSX.Element {
  const { t } = useShared();
  const [first] = useCall(({ messages }) => messages.typing);
  const name = state.participants.find(({ id }) => id === first)?.name ?? t('call.associate');
  return (
    <p class="message-typing" role="status">
      {first && t('message.typing', { name })}
    </p>
  );
}

/** Escape closes what it was pressed in. */
function useClosing(close: () => void): Ref<HTMLElement> {
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = sheet.current;
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close();
    };
    element?.addEventListener('keydown', pressed);
    return () => element?.removeEventListener('keydown', pressed);
  }, [close]);
  return sheet;
}

interface MessagesProps {
  readonly engagement: LiveEngagement;
  readonly mayWrite: boolean;
  readonly close: () => void;
}

/** What is written in this call: a sheet over the picture, which stays in sight above it. */
export function Messages({ engagement, mayWrite, close }: MessagesProps): JSX.Element {
  const { client, t } = useShared();
  const pending = useCall((state) => state.messages.pending);
  const scroller = useRef<HTMLDivElement>(null);
  const sheet = useClosing(close);
  const { messages } = engagement.state;
  const count = messages.length + pending.length;
  useEffect(() => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
    const see = (): void => {
      if (!document.hidden) client.messaging.seeAll();
    };
    see();
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
  }, [client, count, pending]);
  return (
    <section class="messages" aria-label={t('control.messages')} ref={sheet}>
      <header class="messages-header">
        <strong>{t('control.messages')}</strong>
        <button type="button" class="quiet" aria-label={t('message.close')} onClick={close}>
          <Icon name="close" size={18} />
        </button>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard */}
      <div class="messages-scroller" ref={scroller} tabIndex={0}>
        {count === 0 && <p class="soft messages-empty">{t('message.empty')}</p>}
        <ol aria-label={t('control.messages')}>
          {messages.map((message, index) => (
            <OneMessage key={message.id} engagement={engagement} message={message} index={index} />
          ))}
          {pending.map((one) => (
            <PendingOne key={one.id} pending={one} />
          ))}
        </ol>
      </div>
      <Typing engagement={engagement} />
      {mayWrite && <Composer />}
    </section>
  );
}
