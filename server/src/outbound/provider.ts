import type { OutgoingEmail, OutgoingSms } from './message.ts';

/**
 * What came of handing a message over.
 * `not-sent`: surely not, and trying again may help. `refused`: surely not, and trying again won't help.
 * `unknown`: the provider may or may not have it.
 */
export type Delivery =
  | { readonly outcome: 'sent'; readonly providerId: string }
  | { readonly outcome: 'not-sent' | 'refused' | 'unknown'; readonly reason: string };

/** Whoever carries messages of one kind. `id` is the message's own, the same in every attempt. */
export interface Provider<Message> {
  readonly name: string;
  /** Handing over the same id twice sends once, so that an attempt without an answer may be repeated. */
  readonly isIdempotent: boolean;
  deliver(id: string, message: Message, signal: AbortSignal): Promise<Delivery>;
}

export interface Providers {
  readonly email: Provider<OutgoingEmail> | undefined;
  readonly sms: Provider<OutgoingSms> | undefined;
}

/** Sends nothing anywhere: the stored message itself is what the page of the outbox shows. */
export const outboxProvider: Provider<unknown> = {
  name: 'outbox',
  isIdempotent: true,
  deliver: (id) => Promise.resolve({ outcome: 'sent', providerId: id }),
};
