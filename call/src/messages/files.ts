import { messageOf } from '@parley/engagement';
import type { EngagementId, EngagementState, MessageId, ProblemBody } from '@parley/protocol';
import { maxFileNameLength, maxMessageFileBytes } from '@parley/protocol/constants';
import type { Outcome } from '../api.ts';
import { refused, unreachable } from '../outcome.ts';
import { fetchFile, hashed, sendInPieces, type HttpAccess } from '../pieces.ts';

/** Of so many files, the last ones, the content stays in memory. */
const mostHeld = 20;

const pathOf = (engagementId: EngagementId, messageId: MessageId): string =>
  `/api/v1/engagements/${engagementId}/files/${messageId}`;

/** The files of messages on their way out and in. */
export class MessageFiles {
  readonly #access: () => HttpAccess;
  readonly #held = new Map<MessageId, Blob>();
  /** The server takes one file of a participant after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(access: () => HttpAccess) {
    this.#access = access;
  }

  /**
   * Sends a file; once it is there it is a message.
   * @param onPart how much of it has arrived, 0..1
   */
  send(
    engagementId: EngagementId,
    messageId: MessageId,
    file: File,
    onPart: (part: number) => void,
  ): Promise<Outcome> {
    if (file.size > maxMessageFileBytes) return Promise.resolve(refused('message-too-large'));
    if (file.size === 0) return Promise.resolve(refused('file-refused', 'type'));
    const sent = this.#last.then(async () => {
      const content = await hashed(file).catch(() => undefined);
      if (!content) return { ok: false, problem: unreachable };
      return sendInPieces({
        access: this.#access(),
        path: pathOf(engagementId, messageId),
        query: { name: nameOf(file) },
        file: content,
        onPart,
      });
    });
    this.#last = sent;
    this.#hold(messageId, file);
    return sent;
  }

  /** Its content, checked to be what everybody has; or why it can't be had. */
  async load(state: EngagementState, messageId: MessageId): Promise<Blob | ProblemBody> {
    const message = messageOf(state, messageId);
    if (!message?.file || message.isFileDeleted) return { code: 'file-not-found' };
    const held = this.#held.get(messageId);
    if (held) return held.type === message.file.type ? held : new Blob([held], { type: message.file.type });
    const path = pathOf(state.id, messageId);
    const fetched = await fetchFile(this.#access(), path, message.file.type, () => undefined);
    if (!('blob' in fetched)) return fetched;
    if (fetched.sha256 !== message.file.sha256) return { code: 'recording-damaged' };
    this.#hold(messageId, fetched.blob);
    return fetched.blob;
  }

  forget(): void {
    this.#held.clear();
  }

  #hold(messageId: MessageId, blob: Blob): void {
    this.#held.delete(messageId);
    this.#held.set(messageId, blob);
    for (const oldest of [...this.#held.keys()].slice(0, -mostHeld)) this.#held.delete(oldest);
  }
}

/** What the server takes no name with (see `fileName` in @parley/protocol). */
const unwanted = /[\p{Cc}\p{Cs}/\\\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A name that the server takes: without what is no part of a name, and not too long; its ending stays. */
export function nameOf({ name }: Pick<File, 'name'>): string {
  const clean = name.replaceAll(unwanted, '_').replace(/^\.+$/, '');
  if (clean.length <= maxFileNameLength) return clean === '' ? 'file' : clean;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? '';
  return clean.slice(0, maxFileNameLength - ending.length).replace(/[\ud800-\udbff]$/, '') + ending;
}
