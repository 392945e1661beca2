import type { Conversation, ConversationEntryId } from '@parley/protocol';
import { useEffect } from 'react';
import { useProfile } from '../client/desk-context.ts';
import { usePageIsSeen } from '../messages/use-messages.ts';
import { markRead } from './queries.ts';

/** What is on its owner's screen is read. */
export function useReading(
  conversation: Conversation | undefined,
  newest: ConversationEntryId | undefined,
): void {
  const { id: selfId } = useProfile();
  const isSeen = usePageIsSeen();
  const id = conversation?.id;
  const isUnread = (conversation?.unread ?? 0) > 0 && conversation?.owner?.id === selfId;
  useEffect(() => {
    // A failure is made good with the next change.
    if (id && newest && isUnread && isSeen) markRead(id, newest).catch(() => undefined);
  }, [id, newest, isUnread, isSeen]);
}
