import type { ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { isoDuration, stopwatch } from './format.ts';
import { useNow } from './ticking.ts';

/** The server's time, so that clocks agree on both sides and do not jump with the machine's own. */
export function useServerNow(): number {
  const offset = useDesk((state) => state.serverOffsetMs);
  return useNow() + offset;
}

/** Seconds since a moment, running. */
export function Elapsed({ since }: { readonly since: string }): ReactNode {
  const seconds = (useServerNow() - Date.parse(since)) / 1_000;
  return <time dateTime={isoDuration(seconds)}>{stopwatch(seconds)}</time>;
}

/** Seconds until a moment, running down to nothing. */
export function Remaining({ until }: { readonly until: string }): ReactNode {
  const seconds = Math.ceil((Date.parse(until) - useServerNow()) / 1_000);
  return <time dateTime={isoDuration(seconds)}>{stopwatch(seconds)}</time>;
}

/** The same for a moment of this page's own clock (`performance.now()`), with words for when it has come. */
export function RemainingHere({ until, over }: { readonly until: number; readonly over: string }): ReactNode {
  const seconds = Math.ceil((until - (useNow() - performance.timeOrigin)) / 1_000);
  return seconds > 0 ? <time dateTime={isoDuration(seconds)}>{stopwatch(seconds)}</time> : over;
}
