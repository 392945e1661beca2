import { may, receiptOf } from '@parley/engagement';
import type { EngagementId, MessageId } from '@parley/protocol';
import type { LiveEngagement, MessagesState, MessagingControls, Outcome, PendingMessage } from '../api.ts';
import { newId } from '../ids.ts';
import { refused } from '../outcome.ts';
import type { HttpAccess } from '../pieces.ts';
import type { News, Realtime } from '../signal/realtime.ts';
import { MessageFiles, nameOf } from './files.ts';
import { TypingOut, WhoTypes } from './typing.ts';

export const noMessages: MessagesState = { pending: [], typing: [] };

interface MessagingOptions {
  readonly realtime: Pick<Realtime, 'ask' | 'tell'>;
  readonly access: () => HttpAccess;
  readonly onChange: (state: MessagesState) => void;
}

interface Pending {
  readonly id: MessageId;
  /** Of a file, its name. */
  readonly text: string;
  readonly file?: File;
  part?: number;
  isAsked: boolean;
  problem?: Extract<Outcome, { ok: false }>['problem'];
}

/** A file that could not be sent over HTTP is tried again by itself; the realtime connection may well stand. */
const tryAgainMs = 3_000;

/**
 * Messages of the engagement that this person is in. One that is written while the server is out of reach waits, and is
 * said again after each reconnection; its id makes sure that it is there once.
 */
export class Messaging {
  readonly #options: MessagingOptions;
  readonly #typingOut: TypingOut;
  readonly #whoTypes: WhoTypes;
  readonly #files: MessageFiles;
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
    this.#files = new MessageFiles(options.access);
    this.#whoTypes = new WhoTypes(() => this.#changed());
  }

  /** The same functions for as long as the client lives. */
  readonly controls: MessagingControls = {
    send: (text) => this.#send({ text }),
    sendFile: (file) => this.#send({ text: nameOf(file), file, part: 0 }),
    loadFile: (id) => this.#load(id),
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
    this.#files.forget();
    this.#changed();
  }

  #send(content: Pick<Pending, 'text' | 'file' | 'part'>): Promise<Outcome> {
    if (!this.#live) return Promise.resolve(refused('engagement-not-active'));
    const pending: Pending = { ...content, id: newId<MessageId>(), isAsked: false };
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
    const outcome = await this.#bring(engagementId, pending);
    pending.isAsked = false;
    if (outcome.ok) return outcome;
    // Out of reach: said again when it is back.
    if (outcome.problem.code === 'draining' || outcome.problem.code === 'conflict') {
      if (pending.file) setTimeout(() => this.#tryAgain(pending), tryAgainMs);
      return outcome;
    }
    pending.problem = outcome.problem;
    this.#changed();
    return outcome;
  }

  #bring(engagementId: EngagementId, pending: Pending): Promise<Outcome> {
    const { id: messageId, text, file } = pending;
    if (!file) return this.#options.realtime.ask({ type: 'message.send', engagementId, messageId, text });
    return this.#files.send(engagementId, messageId, file, (part) => {
      pending.part = part;
      this.#changed();
    });
  }

  #tryAgain(pending: Pending): void {
    if (this.#pending.includes(pending) && !pending.problem) void this.#say(pending);
  }

  #load(id: MessageId): ReturnType<MessagingControls['loadFile']> {
    return this.#live
      ? this.#files.load(this.#live.state, id)
      : Promise.resolve({ code: 'engagement-not-active' });
  }

  /** Everything that is here was got; so many of it were seen. */
  #see(read: number): void {
    const live = this.#live;
    if (!live || !may(live.state, live.selfId, 'see-messages')) return;
    const received = live.state.messages.length;
    const known = receiptOf(live.state, live.selfId);
    const isKnown = known.received >= received && known.read >= read;
    if (isKnown || (this.#said.received >= received && this.#said.read >= read)) return;
    this.#said = { received, read };
    void this.#options.realtime.ask({ type: 'message.seen', engagementId: live.state.id, received, read });
  }

  #changed(): void {
    this.#options.onChange({
      pending: this.#pending.map(shown),
      typing: this.#whoTypes.all,
    });
  }
}

const shown = ({ id, text, part, problem }: Pending): PendingMessage => ({
  id,
  text,
  ...(part !== undefined && { file: { part } }),
  ...(problem && { problem }),
});
