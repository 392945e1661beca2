import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { notify } from '../client/notices.ts';
import { t } from '../words.ts';
import { conversationsKey } from './queries.ts';

const isLookedAt = (): boolean => location.pathname.startsWith('/desk/conversations');

/** Fetches anew what has changed, and says that something has come in to somebody who looks elsewhere. */
export function useConversationNews(): void {
  const { store } = useClient();
  const queries = useQueryClient();
  useEffect(
    () =>
      store.subscribe(({ conversations: now }, { conversations: before }) => {
        if (!now || now === before) return;
        void queries.invalidateQueries({ queryKey: conversationsKey });
        if (before && now.unread > before.unread && !isLookedAt()) notify(t('conversation.new-sms'));
      }),
    [store, queries],
  );
}

/** Whether SMS have a place on the screen: where they can be sent, or some have come. */
export const useHasSms = (): boolean =>
  useDesk(({ conversations: sms }) => sms !== undefined && (sms.canSend || sms.unread > 0));

export const useUnreadSms = (): number => useDesk(({ conversations }) => conversations?.unread ?? 0);
export const useCanSendSms = (): boolean => useDesk(({ conversations }) => conversations?.canSend ?? false);
