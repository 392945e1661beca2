import { createHash } from 'node:crypto';
import { once, EventEmitter } from 'node:events';
import type { ProblemCode } from '@parley/protocol';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';

/** Without a further piece for so long an upload is forgotten; its owner begins anew. */
const idleMs = 30_000;
/** Pieces may overtake each other on their way; one that is early waits this long for those before it. */
const orderMs = 5_000;
/** Of all uploads together: what a node spends on pictures that are not whole yet, bytes. */
const maxHeldBytes = 256 * 1024 * 1024;

export interface Piece {
  /** Where it belongs, bytes from the beginning. */
  readonly offset: number;
  /** Of the whole file: bytes, and SHA-256 in lower-case hexadecimal. */
  readonly total: number;
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** One file on its way in; others may read along. */
class Upload {
  readonly total: number;
  readonly sha256: string;
  readonly #pieces: Buffer[] = [];
  readonly #news = new EventEmitter();
  received = 0;
  isOver = false;

  constructor({ total, sha256 }: Piece) {
    this.total = total;
    this.sha256 = sha256;
    this.#news.setMaxListeners(0);
  }

  add(bytes: Buffer): void {
    this.#pieces.push(bytes);
    this.received += bytes.length;
    this.#news.emit('news');
  }

  /** What is there, and what comes. @throws Error when it is given up before its end */
  async *read(): AsyncGenerator<Buffer> {
    for (let next = 0, sent = 0; sent < this.total;) {
      const piece = this.#pieces[next];
      if (piece) {
        next += 1;
        sent += piece.length;
        yield piece;
      } else if (this.isOver) throw new Error('the upload was given up');
      else await once(this.#news, 'news');
    }
  }

  end(): void {
    this.isOver = true;
    this.#news.emit('news');
  }

  /** All of it; undefined unless it is what it was announced to be. */
  whole(): Buffer | undefined {
    const bytes = Buffer.concat(this.#pieces);
    return createHash('sha256').update(bytes).digest('hex') === this.sha256 ? bytes : undefined;
  }
}

/** Files that arrive in pieces, in memory until they are whole: nothing half is ever kept. */
export class Uploads<Id> {
  readonly #clock: Clock;
  readonly #unlike: ProblemCode;
  readonly #open = new Map<Id, Upload>();
  readonly #idle = new Map<Id, CancelTimer>();
  readonly #news = new EventEmitter();

  /** @param unlike the code for a whole that is not what was announced */
  constructor(clock: Clock, unlike: ProblemCode) {
    this.#clock = clock;
    this.#unlike = unlike;
    this.#news.setMaxListeners(0);
  }

  received(id: Id): number {
    return this.#open.get(id)?.received ?? 0;
  }

  /** Resolves when everything before `offset` is here, or has not come in time. */
  async reached(id: Id, offset: number): Promise<void> {
    const late = Promise.withResolvers<false>();
    const cancel = this.#clock.after(orderMs, () => late.resolve(false));
    let waits = true;
    while (waits && this.received(id) < offset)
      waits = await Promise.race([once(this.#news, 'news').then(() => true), late.promise]);
    cancel();
  }

  /** The file as far as it is there, and its rest as it comes. */
  follow(id: Id): { readonly total: number; readonly read: () => AsyncGenerator<Buffer> } | undefined {
    const upload = this.#open.get(id);
    return upload && { total: upload.total, read: () => upload.read() };
  }

  /**
   * Adds a piece. With the last one the whole file is the answer.
   * Refused with `conflict` when the piece is not the next one (its detail is `received=<bytes>`), `rate-limited` when
   * too much is held already, `unlike` when the whole is not what was announced; then the upload begins anew.
   */
  add(id: Id, piece: Piece): Outcome<{ readonly received: number; readonly whole?: Buffer }> {
    const before = this.#open.get(id);
    const isSame = before?.total === piece.total && before.sha256 === piece.sha256;
    if (before && !isSame && piece.offset === 0) this.forget(id);
    const upload = isSame ? before : new Upload(piece);
    if (piece.offset !== upload.received) return refuse('conflict', `received=${String(upload.received)}`);
    if (upload.received + piece.bytes.length > piece.total)
      return refuse('bad-request', 'more than announced');
    if (this.#held() + piece.bytes.length > maxHeldBytes) return refuse('rate-limited');
    this.#open.set(id, upload);
    upload.add(piece.bytes);
    this.#news.emit('news');
    this.#rest(id);
    if (upload.received < upload.total) return succeed({ received: upload.received });
    const whole = upload.whole();
    if (!whole) {
      this.forget(id);
      return refuse(this.#unlike, 'not the announced content');
    }
    return succeed({ received: upload.received, whole });
  }

  /** Whoever reads along is cut off, unless it was whole. */
  forget(id: Id): void {
    this.#idle.get(id)?.();
    this.#idle.delete(id);
    this.#open.get(id)?.end();
    this.#open.delete(id);
  }

  close(): void {
    for (const id of [...this.#open.keys()]) this.forget(id);
  }

  #held(): number {
    return [...this.#open.values()].reduce((sum, { received }) => sum + received, 0);
  }

  #rest(id: Id): void {
    this.#idle.get(id)?.();
    this.#idle.set(
      id,
      this.#clock.after(idleMs, () => this.forget(id)),
    );
  }
}
