import { useSyncExternalStore } from 'react';

/**
 * One clock for the whole page: it ticks on the second while somebody looks at it, and rests otherwise. Only the
 * components that show a time are drawn anew.
 */
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setTimeout> | undefined;

function tick(): void {
  now = Date.now();
  timer = setTimeout(tick, 1_000 - (now % 1_000));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

/** Local time in ms since the epoch, renewed every second. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
