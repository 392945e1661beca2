import type { EngagementId, ParticipantId, Quality } from '@parley/protocol';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { Turns } from '../platform/turns.ts';
import type { Board } from '../supervision/board.ts';
import type { AssociateReader } from './reader.ts';

/** Those who watch are told this often at most. */
const atMostEveryMs = 1_000;

interface Parts {
  readonly board: Board;
  readonly clock: Clock;
  readonly log: Log;
}

/** Shows the board to those who look at it, and keeps it up to date. */
export class BoardWatch {
  readonly #parts: Parts;
  /** What each was told last. */
  readonly #watchers = new Map<AssociateReader, string>();
  #toldAt = -Infinity;
  /** Until that board is told. */
  #due: CancelTimer | undefined;
  #isStale = false;
  /** One after the other: a board that took longer to read must not replace a newer one. */
  readonly #turns = new Turns<'board'>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async begin(reader: AssociateReader): Promise<void> {
    this.#watchers.set(reader, '');
    await this.#tellAll();
  }

  end(reader: AssociateReader): void {
    this.#watchers.delete(reader);
  }

  /** Something that stands on the board may be another. */
  changed(): void {
    this.#parts.board.note();
    this.#arrange();
  }

  heardQuality(engagementId: EngagementId, participantId: ParticipantId, { up, down }: Quality): void {
    if (this.#parts.board.noteQuality(engagementId, participantId, Math.min(up, down))) this.#arrange();
  }

  stop(): void {
    this.#watchers.clear();
    this.#due?.();
  }

  #arrange(): void {
    this.#isStale = true;
    if (this.#watchers.size === 0 || this.#due) return;
    const wait = Math.max(0, this.#toldAt + atMostEveryMs - this.#parts.clock.millis());
    this.#due = this.#parts.clock.after(wait, () => {
      void this.#tellAll()
        .catch((error: unknown) => this.#parts.log.error({ err: error }, 'the board could not be read'))
        .finally(() => {
          this.#due = undefined;
          if (this.#isStale) this.#arrange();
        });
    });
  }

  #tellAll(): Promise<void> {
    return this.#turns.take('board', () => this.#tell());
  }

  async #tell(): Promise<void> {
    this.#toldAt = this.#parts.clock.millis();
    this.#isStale = false;
    const board = await this.#parts.board.now();
    const text = JSON.stringify(board);
    for (const [reader, told] of this.#watchers) {
      if (!reader.connection.isOpen) this.#watchers.delete(reader);
      else if (told !== text) {
        this.#watchers.set(reader, text);
        reader.connection.send({ type: 'board.changed', board });
      }
    }
  }
}
