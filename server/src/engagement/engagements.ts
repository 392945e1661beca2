import { createHash, randomBytes } from 'node:crypto';
import { decide, evolve, type Actor, type Command } from '@parley/engagement';
import type {
  EngagementCreated,
  EngagementEvent,
  EngagementId,
  EngagementQuery,
  EngagementState,
  LoggedEvent,
  ParticipantId,
  TeamId,
} from '@parley/protocol';
import type { Bus } from '../platform/bus.ts';
import type { Clock } from '../platform/clock.ts';
import { isUniqueViolation, type Database, type Db, type Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import { Turns } from '../platform/turns.ts';
import { withEarlierEngagements } from './known-customer.ts';
import { tokenIsLive } from './token-life.ts';
import { readHistory, readScenarioNames, type History } from './history.ts';
import { readServiceLevels, type ServiceLevel } from './service-levels.ts';
import { appended } from './topics.ts';
import { WriteLimits } from './write-limits.ts';
import { append, findToken, insertToken, isOpen, readLog, readOpenIds } from './repository.ts';

type RequestCommand = Extract<Command, { type: 'request' }>;
/** Of an engagement that a customer asks for. */
export type RequestFacts = Omit<RequestCommand, 'type' | 'customer' | 'meeting' | 'host'> & {
  readonly customer: NonNullable<RequestCommand['customer']>;
};
/** Of a meeting that begins with its host. */
type MeetingFacts = Omit<RequestCommand, 'type' | 'customer'>;

interface Parts {
  readonly database: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

type StoreAlong = (tx: Db, next: EngagementState, events: readonly LoggedEvent[]) => Promise<void>;
/** What has to be stored with the events or not at all. */
export type Alongside = (tx: Tx) => Promise<void>;

const maxRaces = 5;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Engagements as they are now, and the one way to change them. */
export class Engagements {
  readonly #parts: Parts;
  readonly #open = new Map<EngagementId, EngagementState>();
  /** Commands of one engagement wait for each other, so that only other nodes can win a race against us. */
  readonly #turns = new Turns<EngagementId>();
  readonly #writeLimits = new WriteLimits();
  #enforce: (state: EngagementState) => Promise<void> = () => Promise.resolve();
  #storeAlong: StoreAlong = () => Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Reads what was open when the server stopped. */
  async start(): Promise<void> {
    for (const id of await readOpenIds(this.#parts.database.db)) {
      const found = await this.#readState(id);
      if (found) this.#keep(found);
    }
    this.#countOpen();
  }

  /** What has to be in force before a command is acknowledged; failures are logged, the events stand. */
  enforceWith(enforce: (state: EngagementState) => Promise<void>): void {
    this.#enforce = enforce;
  }

  /** What has to be stored with events, in their transaction. */
  storeWith(storeAlong: StoreAlong): void {
    this.#storeAlong = storeAlong;
  }

  /** Opens an engagement; its token is shown this once. */
  async request(facts: RequestFacts): Promise<Outcome<EngagementCreated>> {
    const { clock, database, log } = this.#parts;
    const { engagementId, channel, customer } = facts;
    const context = await withEarlierEngagements(database.db, engagementId, facts.context);
    const command: Command = { type: 'request', ...facts, context };
    const decision = decide(undefined, command, { kind: 'system' }, clock.now());
    if (!decision.ok) return refuse(decision.code, decision.detail);
    const token = randomBytes(32).toString('base64url');
    await this.#turns.take(engagementId, () =>
      this.#store(undefined, engagementId, decision.events, (tx) =>
        insertToken(tx, hashOf(token), engagementId, customer.participantId, clock.now()),
      ),
    );
    log.info({ engagementId, channel }, 'engagement requested');
    return succeed({ engagementId, participantId: customer.participantId, token });
  }

  /** Begins a meeting that has no customer; its host is in it. `alongside` is part of the transaction. */
  async openMeeting(facts: MeetingFacts, alongside: Alongside): Promise<Outcome<EngagementState>> {
    const { engagementId } = facts;
    const decision = decide(
      undefined,
      { type: 'request', ...facts },
      { kind: 'system' },
      this.#parts.clock.now(),
    );
    if (!decision.ok) return refuse(decision.code, decision.detail);
    return succeed(
      await this.#turns.take(engagementId, () =>
        this.#store(undefined, engagementId, decision.events, alongside),
      ),
    );
  }

  /** Somebody has come with a meeting's code: they are in, or at the door. Refused as `knock` is. */
  async addGuest(
    engagementId: EngagementId,
    guest: Omit<Extract<Command, { type: 'knock' }>, 'type' | 'participantId'>,
  ): Promise<Outcome<EngagementCreated>> {
    const participantId = newId<ParticipantId>();
    const token = randomBytes(32).toString('base64url');
    const added = await this.command(
      engagementId,
      { type: 'knock', participantId, ...guest },
      { kind: 'system' },
      (tx) => insertToken(tx, hashOf(token), engagementId, participantId, this.#parts.clock.now()),
    );
    return added.ok ? succeed({ engagementId, participantId, token }) : added;
  }

  /**
   * Load, decide, append, publish. Resolves once the events are stored and in force (see `enforceWith`).
   * Refused as `decide` says, with `engagement-not-found` for an id that is none, `rate-limited` for
   * a participant who fills the log, or `conflict` after several lost races. `alongside` is part of the transaction in
   * which the events are stored, and happens only with them.
   */
  command(
    engagementId: EngagementId,
    command: Command,
    actor: Actor,
    alongside?: Alongside,
  ): Promise<Outcome<EngagementState>> {
    return this.#turns.take(engagementId, () => this.#attempt(engagementId, command, actor, alongside));
  }

  /** As `command`, by which somebody without an account comes in; their token is shown this once. */
  async enter(
    engagementId: EngagementId,
    command: Command,
    participantId: ParticipantId,
  ): Promise<Outcome<EngagementCreated>> {
    const token = randomBytes(32).toString('base64url');
    const outcome = await this.command(engagementId, command, { kind: 'system' }, (tx) =>
      insertToken(tx, hashOf(token), engagementId, participantId, this.#parts.clock.now()),
    );
    return outcome.ok ? succeed({ engagementId, participantId, token }) : outcome;
  }

  async state(engagementId: EngagementId): Promise<EngagementState | undefined> {
    return this.#open.get(engagementId) ?? (await this.#readState(engagementId));
  }

  /** Events after `seq`, in order. */
  since(engagementId: EngagementId, seq: number): Promise<LoggedEvent[]> {
    return readLog(this.#parts.database.db, engagementId, seq);
  }

  /** Everything not over yet (ended ones are until the last wrap-up is), by time of request. */
  open(): EngagementState[] {
    return [...this.#open.values()].sort((a, b) => Date.parse(a.requestedAt) - Date.parse(b.requestedAt));
  }

  /** Whose token this is, and in what; undefined for none of ours, and for one that has expired. */
  async identifyParticipant(
    token: string,
  ): Promise<{ readonly state: EngagementState; readonly participantId: ParticipantId } | undefined> {
    const known = await findToken(this.#parts.database.db, hashOf(token));
    const state = known && (await this.state(known.engagementId));
    if (!state || !tokenIsLive(state, this.#parts.clock.now())) return undefined;
    return { state, participantId: known.participantId };
  }

  /** Whether this participant may connect now; who comes and goes without end fills the log. */
  mayArrive({ id, phase }: EngagementState, participantId: ParticipantId): boolean {
    return phase === 'ended' || this.#writeLimits.takeArrival(id, participantId, this.#parts.clock.millis());
  }

  /** Those of these teams (undefined: of all) that the query asks for; `bad-request` for a page that is none. */
  list(teamIds: readonly TeamId[] | undefined, query: EngagementQuery): Promise<Outcome<History>> {
    return readHistory(this.#parts.database.db, teamIds, query);
  }

  serviceLevels(since: Date, targetSeconds: number): Promise<readonly ServiceLevel[]> {
    return readServiceLevels(this.#parts.database.db, since, targetSeconds);
  }

  scenarioNames(teamIds: readonly TeamId[] | undefined): Promise<string[]> {
    return readScenarioNames(this.#parts.database.db, teamIds);
  }

  async #readState(id: EngagementId): Promise<EngagementState | undefined> {
    return (await this.since(id, 0)).reduce<EngagementState | undefined>(evolve, undefined);
  }

  async #attempt(
    id: EngagementId,
    command: Command,
    actor: Actor,
    alongside?: Alongside,
    races = 0,
  ): Promise<Outcome<EngagementState>> {
    const before = await this.state(id);
    const decision = decide(before, await this.#informed(id, command), actor, this.#parts.clock.now());
    if (!decision.ok) return refuse(decision.code, decision.detail);
    if (!before) return refuse('engagement-not-found');
    if (decision.events.length === 0) return succeed(before);
    if (!this.#writeLimits.take(id, command, actor, decision.events, this.#parts.clock.millis()))
      return refuse('rate-limited');
    try {
      return succeed(await this.#store(before, id, decision.events, alongside));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      this.#open.delete(id);
      return races < maxRaces ? this.#attempt(id, command, actor, alongside, races + 1) : refuse('conflict');
    }
  }

  /** What the database adds to a command before it is decided. */
  async #informed(id: EngagementId, command: Command): Promise<Command> {
    if (command.type !== 'set-context') return command;
    const attributes = await withEarlierEngagements(this.#parts.database.db, id, command.attributes);
    return { ...command, attributes };
  }

  /** Stores the events and makes them known. @throws a unique violation after a lost race */
  async #store(
    before: EngagementState | undefined,
    engagementId: EngagementId,
    decided: readonly EngagementEvent[],
    alongside?: Alongside,
  ): Promise<EngagementState> {
    const at = this.#parts.clock.now();
    const first = (before?.seq ?? 0) + 1;
    const events = decided.map((event, n): LoggedEvent => ({ engagementId, seq: first + n, at, event }));
    const next = events.reduce<EngagementState | undefined>(evolve, before);
    if (!next) throw new Error('nothing to store');
    await this.#parts.database.transaction(async (tx) => {
      await append(tx, next, events);
      await this.#storeAlong(tx, next, events);
      await alongside?.(tx);
    });
    this.#keep(next);
    this.#count(next, events);
    this.#parts.bus.publish(appended, { events });
    await this.#putInForce(next);
    return next;
  }

  #keep(next: EngagementState): void {
    if (isOpen(next)) this.#open.set(next.id, next);
    else {
      this.#open.delete(next.id);
      this.#writeLimits.forget(next.id);
    }
  }

  async #putInForce(next: EngagementState): Promise<void> {
    try {
      await this.#enforce(next);
    } catch (error) {
      this.#parts.log.error(
        { err: error, engagementId: next.id },
        'what was decided could not be put in force',
      );
    }
  }

  #count(next: EngagementState, events: readonly LoggedEvent[]): void {
    const { metrics, clock, log } = this.#parts;
    for (const { event } of events) {
      metrics.engagementEvents.inc({ type: event.type });
      if (event.type === 'ended') metrics.engagementsEnded.inc({ reason: event.reason });
      if (event.type === 'answered')
        metrics.answerSeconds.observe((clock.millis() - Date.parse(next.requestedAt)) / 1_000);
      log.debug({ engagementId: next.id, type: event.type }, 'engagement event');
    }
    this.#countOpen();
  }

  #countOpen(): void {
    const phases = { waiting: 0, active: 0, ended: 0 };
    for (const { phase } of this.#open.values()) phases[phase] += 1;
    this.#parts.metrics.engagements.set({ phase: 'waiting' }, phases.waiting);
    this.#parts.metrics.engagements.set({ phase: 'active' }, phases.active);
  }
}

export const createEngagements = (parts: Parts): Engagements => new Engagements(parts);
