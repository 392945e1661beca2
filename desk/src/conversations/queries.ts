import {
  conversationBegun,
  conversationCanned,
  conversationList,
  conversationRecord,
  engagementSms,
  type AssociateId,
  type ConversationEntryId,
  type ConversationId,
  type EngagementId,
  type SmsMessage,
  type SmsToNumber,
} from '@parley/protocol';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getJson, postAway, postJson } from '@parley/ui/http';

const path = '/api/v1/conversations';

/** Everything of this key is fetched anew when a conversation has changed. */
export const conversationsKey = ['conversations'];

const newest = (): string | undefined => undefined;
const placeIn = (before: string | undefined) =>
  before === undefined ? '' : `?${new URLSearchParams({ before }).toString()}`;

/** Page by page. */
export const conversationsQuery = infiniteQueryOptions({
  queryKey: [...conversationsKey, 'list'],
  queryFn: ({ pageParam, signal }) => getJson(`${path}${placeIn(pageParam)}`, conversationList, signal),
  initialPageParam: newest(),
  getNextPageParam: ({ next }) => next,
  placeholderData: keepPreviousData,
});

/** With its newest entries; the pages after that are older. */
export const conversationQuery = (id: ConversationId) =>
  infiniteQueryOptions({
    queryKey: [...conversationsKey, 'one', id],
    queryFn: ({ pageParam, signal }) =>
      getJson(`${path}/${id}${placeIn(pageParam)}`, conversationRecord, signal),
    initialPageParam: newest(),
    getNextPageParam: ({ earlier }) => earlier,
    retry: false,
  });

/** What the scenarios of one's teams have at hand. */
export const cannedSmsQuery = queryOptions({
  queryKey: ['canned-sms'],
  queryFn: async ({ signal }) => (await getJson(`${path}/canned`, conversationCanned, signal)).canned,
});

export const engagementSmsQuery = (id: EngagementId) =>
  queryOptions({
    queryKey: [...conversationsKey, 'engagement', id],
    queryFn: async ({ signal }) =>
      (await getJson(`/api/v1/engagements/${id}/sms`, engagementSms, signal)).sms,
  });

export const sendFromEngagement = (id: EngagementId, sms: SmsToNumber): Promise<void> =>
  postAway(`/api/v1/engagements/${id}/sms`, sms);

/** Resolves to the conversation with that number. */
export const sendToNumber = async (sms: SmsToNumber): Promise<ConversationId> =>
  (await postJson(path, sms, conversationBegun)).conversationId;

export const sendIn = (id: ConversationId, sms: SmsMessage): Promise<void> =>
  postAway(`${path}/${id}/messages`, sms);

export const markRead = (id: ConversationId, upTo: ConversationEntryId): Promise<void> =>
  postAway(`${path}/${id}/read`, { upTo });

export const takeConversation = (id: ConversationId): Promise<void> => postAway(`${path}/${id}/take`, {});

export const handOver = (id: ConversationId, to: AssociateId, note: string): Promise<void> =>
  postAway(`${path}/${id}/hand-over`, { to, ...(note.trim() !== '' && { note }) });
