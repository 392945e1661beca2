import { may, unreadBy } from '@parley/engagement';
import type { Message } from '@parley/protocol';
import { useCallback, useEffect, useState } from 'react';
import { useClient } from '../client/desk-context.ts';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { useSwitchPreference } from '../settings/preference.ts';

export interface MessagesPanelState {
  /** Whether there is anything to write or to read. */
  readonly isShown: boolean;
  readonly mayWrite: boolean;
  readonly isOpen: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly unread: number;
  /** One of somebody else that came last and has not been seen. */
  readonly newest: Message | undefined;
}

/** The window is not hidden. */
export function usePageIsSeen(): boolean {
  const [isSeen, setSeen] = useState(!document.hidden);
  useEffect(() => {
    const look = (): void => setSeen(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isSeen;
}

/** The panel of messages, and what has not been seen of them. What is on the screen has been seen. */
export function useMessages({ state, self }: OwnEngagement): MessagesPanelState {
  const { messaging } = useClient();
  const [wanted, setWanted] = useSwitchPreference('messages', false);
  const isPageSeen = usePageIsSeen();
  const mayWrite = may(state, self.id, 'message');
  const isShown = mayWrite || state.messages.length > 0;
  const isOpen = isShown && wanted;
  const unread = unreadBy(state, self.id);
  useEffect(() => {
    if (isOpen && isPageSeen && unread > 0) messaging.seeAll();
  }, [messaging, isOpen, isPageSeen, unread]);
  const last = state.messages.at(-1);
  const newest = unread > 0 && last?.participantId !== self.id ? last : undefined;
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the setter is another one each time, and does the same
  const setOpen = useCallback((open: boolean) => setWanted(open), []);
  return { isShown, mayWrite, isOpen, setOpen, unread, newest };
}
