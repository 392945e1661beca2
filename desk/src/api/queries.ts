import {
  engagementList,
  engagementRecord,
  recordingRecord,
  scenarioNames,
  type EngagementId,
  type PasswordChange,
} from '@parley/protocol';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type QueryClient,
} from '@tanstack/react-query';
import { codeOf, deletePath, getJson, postAway, retryUntilReached, whoIsSignedIn } from '@parley/ui/http';
import { historyParameters, type HistorySearch } from '../history/history-search.ts';

/** Who is signed in in this browser; `null` for nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => whoIsSignedIn(signal),
  staleTime: Number.POSITIVE_INFINITY,
  ...retryUntilReached,
});

export const recentQuery = queryOptions({
  queryKey: ['engagements'],
  queryFn: async ({ signal }) =>
    (await getJson('/api/v1/engagements?limit=20', engagementList, signal)).engagements,
});

/** Page by page. */
export const historyQuery = (search: HistorySearch) =>
  infiniteQueryOptions({
    queryKey: ['engagements', 'history', search],
    queryFn: ({ pageParam, signal }) =>
      getJson(
        `/api/v1/engagements?${historyParameters(search, pageParam).toString()}`,
        engagementList,
        signal,
      ),
    initialPageParam: startOfHistory,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

const startOfHistory: string | undefined = undefined;

export const scenarioNamesQuery = queryOptions({
  queryKey: ['scenario-names'],
  queryFn: async ({ signal }) =>
    (await getJson('/api/v1/engagements/scenarios', scenarioNames, signal)).names,
});

export const recordQuery = (id: EngagementId) =>
  queryOptions({
    queryKey: ['engagement', id],
    queryFn: ({ signal }) => getJson(`/api/v1/engagements/${id}`, engagementRecord, signal),
  });

/** `null` for an engagement that was not recorded. */
export const recordingQuery = (id: EngagementId) =>
  queryOptions({
    queryKey: ['recording', id],
    queryFn: async ({ signal }) => {
      try {
        return await getJson(`/api/v1/engagements/${id}/recording`, recordingRecord, signal);
      } catch (error) {
        if (codeOf(error) === 'recording-not-found') return null;
        throw error;
      }
    },
  });

export const deleteRecording = (id: EngagementId): Promise<void> =>
  deletePath(`/api/v1/engagements/${id}/recording`);

export const changePassword = (change: PasswordChange): Promise<void> =>
  postAway('/api/v1/me/password', change);

/** Nobody is signed in any more: the door shows, and what the last associate saw is gone. */
export function forgetSignIn(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
  queries.setQueryData(meQuery.queryKey, null);
}
