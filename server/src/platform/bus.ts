/**
 * News between the parts of the house, perhaps on other nodes. Delivery is at most once: whoever must not miss
 * something reads the database as well. For each publisher and topic, order is kept.
 */
export interface Bus {
  /** Sends to every subscriber on every node, this one included; never before the caller's turn has ended. */
  publish<Payload>(topic: Topic<Payload>, payload: Payload): void;
  /** A handler that throws or rejects is reported and disturbs nobody else. */
  subscribe<Payload>(topic: Topic<Payload>, handler: Handler<Payload>): Unsubscribe;
  /** Delivers what was already published, then stops; publishing afterwards does nothing. */
  close(): Promise<void>;
}

export type Handler<Payload> = (payload: Payload) => void | Promise<void>;
export type Unsubscribe = () => void;

declare const payloadType: unique symbol;

/** A subject and the type of what travels on it. Payloads cross as JSON, so `undefined` and dates do not survive. */
export interface Topic<Payload> {
  readonly name: string;
  readonly [payloadType]?: (payload: Payload) => Payload;
}

/** Declares a topic; the capability that publishes it owns it, e.g. `topic<Appended>('engagement.appended')`. */
export function topic<Payload>(name: string): Topic<Payload> {
  return { name };
}
