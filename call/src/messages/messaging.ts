import { receiptOf } from '@parley/engagement';
import type { MessageId } from '@parley/protocol';
import type { LiveEngagement, MessagesState, MessagingControls, Outcome } from '../api.ts';
import { newId } from '../ids.ts';
import { refused } from '../outcome.ts';
import type { News, Realtime } from '../signal/realtime.ts';
import { TypingOut, WhoTypes } from './typing.ts';

export const noMessages: MessagesState = { pending: [], typing: [] };

interface MessagingOptions {
  readonly realtime: Pick<Realtime, 'ask' | 'tell'>;
  readonly onChange: (state: MessagesState) => void;
}

interface Pending {
  readonly id: MessageId;
  readonly text: string;
  isAsked: boolean;
  problem?: Extract<Outcome, { ok: false }>['problem'];
}

/**
 * Messages of the engagement that this person is in. One that is written while the server is out of reach waits, and is
 * said again after each reconnection; its id makes sure that it is there once.
 */
export class Messaging {
  readonly #options: MessagingOptions;
  readonly #typingOut: TypingOut;
  readonly #whoTypes: WhoTypes;
  #live: LiveEngagement | undefined;
  #pending: Pending[] = [];
  /** What was said of how many are here and were seen, so that it is said once. */
  #said = { received: 0, read: 0 };

  constructor(options: MessagingOptions) {
    this.#options = options;
    this.#typingOut = new TypingOut((isTyping) => {
      const engagementId = this.#live?.state.id;
      if (engagementId)
        options.realtime.tell({ type: 'lane.send', engagementId, body: { topic: 'typing', isTyping } });
    });
    this.#whoTypes = new WhoTypes(() => this.#changed());
  }

  /** The same functions for as long as the client lives. */
  readonly controls: MessagingControls = {
    send: (text) => this.#send(text),
    sendAgain: (id) => this.#sendAgain(id),
    discard: (id) => this.#drop(id),
    seeAll: () => this.#see(this.#live?.state.messages.length ?? 0),
    typing: (isTyping) => this.#typingOut.set(isTyping),
  };

  heard(news: News): void {
    if (news.type === 'session.welcome') {
      this.#said = { received: 0, read: 0 };
      for (const pending of this.#pending) if (!pending.problem) void this.#say(pending);
      this.#see(this.#live ? receiptOf(this.#live.state, this.#live.selfId).read : 0);
    }
    if (news.type === 'engagement.snapshot') this.#whoTypes.clear();
    if (
      news.type === 'lane.received' &&
      news.engagementId === this.#live?.state.id &&
      news.body.topic === 'typing'
    )
      this.#whoTypes.heard(news.participantId, news.body.isTyping);
  }

  /** The engagement as it is now. */
  follow(live: LiveEngagement | undefined): void {
    const before = this.#live;
    this.#live = live;
    if (live?.state.id !== before?.state.id) this.#begin();
    if (!live) return;
    const { messages } = live.state;
    for (const { participantId } of messages.slice(before?.state.messages.length ?? 0))
      this.#whoTypes.heard(participantId, false);
    const known = new Set(messages.map(({ id }) => id));
    const pending = this.#pending.filter(({ id }) => !known.has(id));
    if (pending.length !== this.#pending.length) {
      this.#pending = pending;
      this.#changed();
    }
    this.#see(receiptOf(live.state, live.selfId).read);
  }

  #begin(): void {
    this.#pending = [];
    this.#said = { received: 0, read: 0 };
    this.#typingOut.forget();
    this.#whoTypes.clear();
    this.#changed();
  }

  #send(text: string): Promise<Outcome> {
    if (!this.#live) return Promise.resolve(refused('engagement-not-active'));
    const pending: Pending = { id: newId<MessageId>(), text, isAsked: false };
    this.#pending = [...this.#pending, pending];
    this.#typingOut.set(false);
    this.#changed();
    return this.#say(pending);
  }

  #sendAgain(id: MessageId): void {
    const pending = this.#pending.find((one) => one.id === id);
    if (!pending) return;
    delete pending.problem;
    this.#changed();
    void this.#say(pending);
  }

  #drop(id: MessageId): void {
    this.#pending = this.#pending.filter((one) => one.id !== id);
    this.#changed();
  }

  async #say(pending: Pending): Promise<Outcome> {
    const engagementId = this.#live?.state.id;
    if (!engagementId || pending.isAsked) return refused('engagement-not-active');
    pending.isAsked = true;
    const { id: messageId, text } = pending;
    const outcome = await this.#options.realtime.ask({ type: 'message.send', engagementId, messageId, text });
    pending.isAsked = false;
    // Out of reach: said again when it is back.
    if (outcome.ok || outcome.problem.code === 'draining' || outcome.problem.code === 'conflict')
      return outcome;
    pending.problem = outcome.problem;
    this.#changed();
    return outcome;
  }

  /** Everything that is here was got; so many of it were seen. */
  #see(read: number): void {
    const live = this.#live;
    if (live?.state.phase !== 'active') return;
    const received = live.state.messages.length;
    const known = receiptOf(live.state, live.selfId);
    const isKnown = known.received >= received && known.read >= read;
    if (isKnown || (this.#said.received >= received && this.#said.read >= read)) return;
    this.#said = { received, read };
    void this.#options.realtime.ask({ type: 'message.seen', engagementId: live.state.id, received, read });
  }

  #changed(): void {
    this.#options.onChange({
      pending: this.#pending.map(({ id, text, problem }) => ({ id, text, ...(problem && { problem }) })),
      typing: this.#whoTypes.all,
    });
  }
}
