import type {
  EngagementCreated,
  EntranceEnter,
  EntranceLook,
  EntranceView,
  Timestamp,
} from '@parley/protocol';
import { toTimestamp, type Clock } from '../platform/clock.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import { refuse, type Outcome } from '../platform/outcome.ts';
import { Turns } from '../platform/turns.ts';
import { newCode, readCode } from './code.ts';
import { createEntranceLimits } from './limits.ts';
import { findEntrance, insertEntrance, moveExpiry, removeExpired } from './repository.ts';
import type { EntranceKind } from './tables.ts';

/**
 * What a capability does for those who come with a code of its kind. Both may refuse with `pin-needed`, and with
 * `pin-wrong`, which counts as a guess.
 */
export interface Door {
  /** What the page may show before anybody has come in. */
  look(subjectId: string, asked: Omit<EntranceLook, 'code'>): Promise<Outcome<EntranceView>>;
  enter(subjectId: string, asked: Omit<EntranceEnter, 'code'>): Promise<Outcome<EngagementCreated>>;
}

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly jobs: Jobs;
}

const maxTries = 8;
/** An expired code says that it has, for so long; afterwards it was never there. */
const rememberedMs = 30 * 24 * 60 * 60_000;
const purgeEverySeconds = 6 * 3_600;

/**
 * Codes that open something without signing in: a table of codes, each of a kind, and for each kind a door. Guessing is
 * bounded here, once for all kinds.
 */
export class Entrances {
  readonly #parts: Parts;
  readonly #doors = new Map<EntranceKind, Door>();
  readonly #limits;
  /** Those who come with the same code wait for each other, so that guesses made at once count one by one. */
  readonly #turns = new Turns<string>();

  /** Before `jobs.start`. */
  constructor(parts: Parts) {
    this.#parts = parts;
    this.#limits = createEntranceLimits(parts.clock);
    parts.jobs.schedule('entrances.purge', purgeEverySeconds, () => this.purge());
  }

  addDoor(kind: EntranceKind, door: Door): void {
    this.#doors.set(kind, door);
  }

  /** A new code for `subjectId`, in the caller's transaction. */
  async open(tx: Tx, kind: EntranceKind, subjectId: string, expiresAt: Timestamp): Promise<string> {
    const createdAt = this.#parts.clock.now();
    for (let n = 0; n < maxTries; n += 1) {
      const code = newCode();
      if (await insertEntrance(tx, { code, kind, subjectId, expiresAt, createdAt })) return code;
    }
    throw new Error('no free code was found');
  }

  /** The code is good until then. */
  async keepUntil(tx: Tx, code: string, expiresAt: Timestamp): Promise<void> {
    await moveExpiry(tx, code, expiresAt);
  }

  /** Refused with `code-unknown`, `code-expired`, `rate-limited`, or as the door says. */
  look({ code, ...asked }: EntranceLook, address: string): Promise<Outcome<EntranceView>> {
    return this.#at(code, address, (door, subjectId) => door.look(subjectId, asked));
  }

  /** As `look`. */
  enter({ code, ...asked }: EntranceEnter, address: string): Promise<Outcome<EngagementCreated>> {
    return this.#at(code, address, (door, subjectId) => door.enter(subjectId, asked));
  }

  async purge(): Promise<void> {
    const { database, clock } = this.#parts;
    await removeExpired(database.db, toTimestamp(clock.millis() - rememberedMs));
  }

  #at<Value>(
    typed: string,
    address: string,
    ask: (door: Door, subjectId: string) => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>> {
    const code = readCode(typed) ?? '';
    return this.#turns.take(code, () => this.#inTurn(code, address, ask));
  }

  async #inTurn<Value>(
    code: string,
    address: string,
    ask: (door: Door, subjectId: string) => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>> {
    const wait = this.#limits.waitSeconds(code, address);
    if (wait > 0) return refuse('rate-limited', `seconds=${String(wait)}`);
    const found = code === '' ? undefined : await findEntrance(this.#parts.database.db, code);
    const door = found && this.#doors.get(found.kind);
    if (!door) {
      this.#limits.guessedCode(address);
      return refuse('code-unknown');
    }
    if (found.expires_at.getTime() <= this.#parts.clock.millis()) return refuse('code-expired');
    const outcome = await ask(door, found.subject_id);
    if (!outcome.ok && outcome.problem.code === 'pin-wrong') this.#limits.guessedPin(code, address);
    return outcome;
  }
}
