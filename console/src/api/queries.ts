import { outbox } from '@parley/protocol';
import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { getJson, postAway, retryUntilReached, whoIsSignedIn } from '@parley/ui/http';

/** Who is signed in in this browser, here or at the desk; `null` for nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => whoIsSignedIn(signal),
  staleTime: Number.POSITIVE_INFINITY,
  ...retryUntilReached,
});

/** Nobody is signed in any more: the door shows, and what the last person saw is gone. */
export function forgetSignIn(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
  queries.setQueryData(meQuery.queryKey, null);
}

/** In demo mode: what whoever got this SMS answers. */
export const replyTo = (id: string, text: string): Promise<void> =>
  postAway(`/api/v1/outbox/${id}/reply`, { text });

const lookEveryMs = 3_000;
const newest = '';

/** What left, the newest first, page by page; looked at again while somebody looks at it. */
export const outboxQuery = infiniteQueryOptions({
  queryKey: ['outbox'],
  queryFn: ({ pageParam, signal }) =>
    getJson(`/api/v1/outbox${pageParam === newest ? '' : `?before=${pageParam}`}`, outbox, signal),
  initialPageParam: newest,
  getNextPageParam: ({ next }) => next,
  // What could be fetched once is tried again; where it is not for this person, that would not change it.
  refetchInterval: ({ state }) => (state.data ? lookEveryMs : false),
});
