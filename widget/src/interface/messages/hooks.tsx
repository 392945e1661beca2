import type { LiveEngagement } from '@parley/call';
import { may, unreadBy } from '@parley/engagement';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../icons.tsx';
import { useCall, useShared } from '../shared.ts';
import type * as Sheet from './Messages.tsx';

export interface MessagesState {
  /** Whether there is anything to write or to read. */
  readonly isShown: boolean;
  readonly mayWrite: boolean;
  readonly isOpen: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly unread: number;
}

export function useMessages({ state, selfId }: LiveEngagement): MessagesState {
  const [wanted, setOpen] = useState(false);
  const mayWrite = may(state, selfId, 'message');
  const isShown = mayWrite || state.messages.length > 0;
  return { isShown, mayWrite, isOpen: isShown && wanted, setOpen, unread: unreadBy(state, selfId) };
}

type SheetModule = typeof Sheet;
let module: Promise<SheetModule> | undefined;

/** Fails when the network is away; the next one to ask tries again. */
function loadSheet(): Promise<SheetModule> {
  module ??= import('./Messages.tsx').catch((error: unknown) => {
    module = undefined;
    throw error;
  });
  return module;
}

interface SheetProps {
  readonly engagement: LiveEngagement;
  readonly messages: MessagesState;
}

/** The sheet comes beside the call, which does not wait for it; a connection that is back brings the next try. */
export function MessagesSheet({ engagement, messages }: SheetProps): JSX.Element | null {
  const { isShown, isOpen, mayWrite, setOpen } = messages;
  const [loaded, setLoaded] = useState<SheetModule>();
  const connection = useCall((state) => state.connection.phase);
  useEffect(() => {
    if (isShown && !loaded)
      loadSheet().then(
        (found) => setLoaded(found),
        () => undefined,
      );
  }, [isShown, loaded, connection]);
  if (!isOpen || !loaded) return null;
  return <loaded.Messages engagement={engagement} mayWrite={mayWrite} close={() => setOpen(false)} />;
}

const shownForMs = 8_000;

interface NewMessageProps {
  readonly engagement: LiveEngagement;
  readonly messages: MessagesState;
}

/** What has just been written to somebody who looks at the picture. */
export function NewMessage({ engagement: { state }, messages }: NewMessageProps): JSX.Element | null {
  const { t } = useShared();
  const [over, setOver] = useState<string>();
  const newest = messages.unread > 0 ? state.messages.at(-1) : undefined;
  const id = newest?.id;
  useEffect(() => {
    if (!id) return undefined;
    const timer = setTimeout(() => setOver(id), shownForMs);
    return () => clearTimeout(timer);
  }, [id]);
  if (!newest || messages.isOpen || over === id) return null;
  const name = state.participants.find((one) => one.id === newest.participantId)?.name ?? t('call.associate');
  return (
    <div class="notice plain-news" role="status">
      <Icon name="message" size={18} />
      <p class="grow new-message">{t('message.new', { name, text: newest.text })}</p>
      <button type="button" class="small" onClick={() => messages.setOpen(true)}>
        {t('message.show')}
      </button>
    </div>
  );
}
