import { createHash, randomBytes } from 'node:crypto';
import { decide, evolve, type Actor, type Command } from '@parley/engagement';
import type {
  EngagementCreated,
  EngagementEvent,
  EngagementId,
  EngagementState,
  EngagementSummary,
  LoggedEvent,
  ParticipantId,
  TeamId,
} from '@parley/protocol';
import type { Bus } from '../platform/bus.ts';
import type { Clock } from '../platform/clock.ts';
import { isUniqueViolation, type Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import { Turns } from '../platform/turns.ts';
import { appended } from './topics.ts';
import {
  append,
  findToken,
  insertToken,
  isOpen,
  listEngagements,
  readLog,
  readOpenIds,
} from './repository.ts';

export type RequestFacts = Omit<Extract<Command, { type: 'request' }>, 'type'>;

/** Engagements as they are now, and the one way to change them. */
export interface Engagements {
  /** Opens an engagement; its token is shown this once. */
  request(facts: RequestFacts): Promise<Outcome<EngagementCreated>>;
  /**
   * Load, decide, append, publish. Resolves once the events are stored and in force (see `enforceWith`).
   * Refused as `decide` says, with `engagement-not-found` for an id that is none, or `conflict` after several lost races.
   */
  command(engagementId: EngagementId, command: Command, actor: Actor): Promise<Outcome<EngagementState>>;
  state(engagementId: EngagementId): Promise<EngagementState | undefined>;
  /** Events after `seq`, in order. */
  since(engagementId: EngagementId, seq: number): Promise<LoggedEvent[]>;
  /** Everything not over yet (ended ones are until the last wrap-up is), by time of request. */
  open(): EngagementState[];
  identifyParticipant(
    token: string,
  ): Promise<{ engagementId: EngagementId; participantId: ParticipantId } | undefined>;
  list(teamIds: readonly TeamId[] | undefined, limit: number): Promise<EngagementSummary[]>;
  /** What has to be in force before a command is acknowledged; failures are logged, the events stand. */
  enforceWith(enforce: (state: EngagementState) => Promise<void>): void;
  /** Reads what was open when the server stopped. */
  start(): Promise<void>;
}

interface Parts {
  readonly database: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

const maxRaces = 5;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export function createEngagements({ database, bus, clock, log, metrics }: Parts): Engagements {
  const openStates = new Map<EngagementId, EngagementState>();
  /** Commands of one engagement wait for each other, so that only other nodes can win a race against us. */
  const turns = new Turns<EngagementId>();
  let enforce: (state: EngagementState) => Promise<void> = () => Promise.resolve();

  const readState = async (id: EngagementId): Promise<EngagementState | undefined> =>
    (await readLog(database.db, id)).reduce<EngagementState | undefined>(evolve, undefined);

  const state = async (id: EngagementId): Promise<EngagementState | undefined> =>
    openStates.get(id) ?? (await readState(id));

  function keep(next: EngagementState): void {
    if (isOpen(next)) openStates.set(next.id, next);
    else openStates.delete(next.id);
  }

  /** Stores the events and makes them known. @throws a unique violation after a lost race */
  async function store(
    before: EngagementState | undefined,
    engagementId: EngagementId,
    decided: readonly EngagementEvent[],
    tokenHash?: string,
  ): Promise<EngagementState> {
    const at = clock.now();
    const events = decided.map((event, index): LoggedEvent => ({
      engagementId,
      seq: (before?.seq ?? 0) + 1 + index,
      at,
      event,
    }));
    const next = events.reduce<EngagementState | undefined>(evolve, before);
    if (!next) throw new Error('nothing to store');
    await database.transaction(async (tx) => {
      await append(tx, next, events);
      const customer = next.participants[0];
      if (tokenHash !== undefined && customer)
        await insertToken(tx, tokenHash, engagementId, customer.id, at);
    });
    keep(next);
    count(next, events);
    bus.publish(appended, { events });
    await enforceLogged(next);
    return next;
  }

  async function enforceLogged(next: EngagementState): Promise<void> {
    try {
      await enforce(next);
    } catch (error) {
      log.error({ err: error, engagementId: next.id }, 'what was decided could not be put in force');
    }
  }

  function count(next: EngagementState, events: readonly LoggedEvent[]): void {
    for (const { event } of events) {
      metrics.engagementEvents.inc({ type: event.type });
      if (event.type === 'ended') metrics.engagementsEnded.inc({ reason: event.reason });
      if (event.type === 'answered')
        metrics.answerSeconds.observe((clock.millis() - Date.parse(next.requestedAt)) / 1_000);
      log.debug({ engagementId: next.id, type: event.type }, 'engagement event');
    }
    countOpen();
  }

  function countOpen(): void {
    const phases = { waiting: 0, active: 0 };
    for (const { phase } of openStates.values()) if (phase !== 'ended') phases[phase] += 1;
    metrics.engagements.set({ phase: 'waiting' }, phases.waiting);
    metrics.engagements.set({ phase: 'active' }, phases.active);
  }

  async function attempt(
    id: EngagementId,
    command: Command,
    actor: Actor,
    races = 0,
  ): Promise<Outcome<EngagementState>> {
    const before = await state(id);
    const decision = decide(before, command, actor, clock.now());
    if (!decision.ok) return refuse(decision.code, decision.detail);
    if (!before || decision.events.length === 0)
      return before ? succeed(before) : refuse('engagement-not-found');
    try {
      return succeed(await store(before, id, decision.events));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      openStates.delete(id);
      return races < maxRaces ? attempt(id, command, actor, races + 1) : refuse('conflict');
    }
  }

  return {
    async request(facts) {
      const decision = decide(undefined, { type: 'request', ...facts }, { kind: 'system' }, clock.now());
      if (!decision.ok) return refuse(decision.code, decision.detail);
      const token = randomBytes(32).toString('base64url');
      await turns.take(facts.engagementId, () =>
        store(undefined, facts.engagementId, decision.events, hashOf(token)),
      );
      log.info({ engagementId: facts.engagementId, channel: facts.channel }, 'engagement requested');
      return succeed({
        engagementId: facts.engagementId,
        participantId: facts.customer.participantId,
        token,
      });
    },
    command: (id, command, actor) => turns.take(id, () => attempt(id, command, actor)),
    state,
    since: (id, seq) => readLog(database.db, id, seq),
    open: () =>
      [...openStates.values()].sort((a, b) => Date.parse(a.requestedAt) - Date.parse(b.requestedAt)),
    identifyParticipant: (token) => findToken(database.db, hashOf(token)),
    list: (teamIds, limit) => listEngagements(database.db, teamIds, limit),
    enforceWith(next) {
      enforce = next;
    },
    async start() {
      for (const id of await readOpenIds(database.db)) {
        const found = await readState(id);
        if (found) keep(found);
      }
      countOpen();
    },
  };
}
