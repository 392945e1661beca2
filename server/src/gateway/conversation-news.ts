import type { AssociateId, ConversationId } from '@parley/protocol';
import type { ConversationChange } from '../conversation/topics.ts';
import { readsAll } from '../conversation/policy.ts';
import type { AssociateReader } from './reader.ts';
import type { Readers } from './readers.ts';

/** What the gateway needs to know of conversations. */
export interface UnreadSms {
  canSend(): boolean;
  /** By owner; of null, what belongs to nobody. */
  unread(): Promise<ReadonlyMap<AssociateId | null, number>>;
}

/** Tells associates how much SMS is unread, and which of the conversations that they may read has changed. */
export class ConversationNews {
  readonly #conversations: UnreadSms;
  readonly #readers: Readers;

  constructor(conversations: UnreadSms, readers: Readers) {
    this.#conversations = conversations;
    this.#readers = readers;
  }

  async welcome(reader: AssociateReader): Promise<void> {
    this.#tell([reader], await this.#conversations.unread());
  }

  async changed({ conversationId, concerns }: ConversationChange): Promise<void> {
    const concerned = this.#readers
      .associates()
      .filter(
        ({ profile }) => concerns === 'everybody' || concerns.includes(profile.id) || readsAll(profile),
      );
    if (concerned.length > 0) this.#tell(concerned, await this.#conversations.unread(), conversationId);
  }

  #tell(
    readers: readonly AssociateReader[],
    unread: ReadonlyMap<AssociateId | null, number>,
    conversationId?: ConversationId,
  ): void {
    const canSend = this.#conversations.canSend();
    for (const { connection, profile } of readers)
      connection.send({
        type: 'conversations.changed',
        unread: (unread.get(profile.id) ?? 0) + (unread.get(null) ?? 0),
        canSend,
        ...(conversationId && { conversationId }),
      });
  }
}
