import type { CustomerClient, CustomerState } from '@parley/call';
import type { Language, Translator } from '@parley/ui/messages';
import type { widgetMessages } from '@parley/ui/messages/widget';
import { createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks';

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
  useLayoutEffect(() => {
    const look = (): void => {
      if (!Object.is(pick(store.getState()), part)) draw(undefined);
    };
    // The state may have changed between drawing and now.
    look();
    return store.subscribe(look);
  });
  return part;
}

/** The time of the server, milliseconds since 1970, anew each second. */
export function useServerNow(): number {
  const offset = useCall((state) => state.serverOffsetMs);
  return useEachSecond(wallClock) + offset;
}

/** `performance.now()`, anew each second. */
export const useLocalNow = (): number => useEachSecond(pageClock);

const wallClock = (): number => Date.now();
const pageClock = (): number => performance.now();

function useEachSecond(read: () => number): number {
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), 1_000);
    return () => clearInterval(timer);
  }, [read]);
  return now;
}
