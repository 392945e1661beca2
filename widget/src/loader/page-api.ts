import type { Channel } from '@parley/protocol';
import type { GivenContext } from '../context/given.ts';

/** What a site is told. */
export interface ParleyEvents {
  /** The widget knows what it may show on this page; an empty list means that it stays hidden. */
  ready: { readonly channels: readonly Channel[] };
  /** Where the customer is: `idle`, `preparing`, `requesting`, `waiting`, `active`, `ended`, `failed`. */
  phase: { readonly phase: string };
  /** An engagement is over; `reason` as the engagement's record has it. */
  ended: { readonly reason: string };
}

type Handler<Name extends keyof ParleyEvents> = (detail: ParleyEvents[Name]) => void;

/** The one global name on a site's page. */
export interface ParleyApi {
  /** Tells about the customer; `null` takes a value back. Throws a TypeError for a key that is not allowed. */
  setContext(context: GivenContext): void;
  /** As if the customer had pressed the button. Does nothing when it isn't on this page. */
  start(channel: Channel): void;
  /** Ends the engagement, or the waiting for one. */
  end(): void;
  /** Returns a function that stops listening. */
  on<Name extends keyof ParleyEvents>(name: Name, handler: Handler<Name>): () => void;
}

/** Sends events to a site's handlers. A handler that throws harms nobody but itself. */
export function eventSender() {
  const target = new EventTarget();
  return {
    send<Name extends keyof ParleyEvents>(name: Name, detail: ParleyEvents[Name]): void {
      target.dispatchEvent(new CustomEvent(name, { detail }));
    },
    on<Name extends keyof ParleyEvents>(name: Name, handler: Handler<Name>): () => void {
      const listener = (event: Event): void => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `send` is the only one who dispatches here
        handler((event as CustomEvent<ParleyEvents[Name]>).detail);
      };
      target.addEventListener(name, listener);
      return () => target.removeEventListener(name, listener);
    },
  };
}
