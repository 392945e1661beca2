import type { CustomerClient, CustomerState } from '@parley/call';
import type { Language, Translator } from '@parley/ui/messages';
import type { widgetMessages } from '@parley/ui/messages/widget';
import { createContext } from 'preact';
import { useContext, useEffect, useReducer, useRef, useState } from 'preact/hooks';

export type Words = Translator<(typeof widgetMessages)['en']>;

/** What every part of the call interface stands on. */
export interface Shared {
  readonly client: CustomerClient;
  readonly t: Words;
  readonly language: Language;
  /** Name of the site's company; empty until known. */
  readonly companyName: () => string;
}

const SharedContext = createContext<Shared | undefined>(undefined);
export const SharedProvider = SharedContext.Provider;

export function useShared(): Shared {
  const shared = useContext(SharedContext);
  if (!shared) throw new Error('outside of the call interface');
  return shared;
}

/** A part of the client's state; draws anew only when that part is another. */
export function useCall<Part>(pick: (state: CustomerState) => Part): Part {
  const { store } = useShared().client;
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const part = pick(store.getState());
  const latest = useRef({ pick, part });
  latest.current = { pick, part };
  useEffect(() => {
    const look = (): void => {
      const { pick: pickNow, part: before } = latest.current;
      if (!Object.is(pickNow(store.getState()), before)) draw(undefined);
    };
    look();
    return store.subscribe(look);
  }, [store]);
  return part;
}

/** The time of the server, milliseconds since 1970, anew each second (or each `everyMs`). */
export function useServerNow(everyMs = 1_000): number {
  const offset = useCall((state) => state.serverOffsetMs);
  return useTicking(() => Date.now(), everyMs) + offset;
}

/** `performance.now()`, anew each second. */
export const useLocalNow = (everyMs = 1_000): number => useTicking(() => performance.now(), everyMs);

function useTicking(read: () => number, everyMs: number): number {
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
