import type { EngagementId, EngagementState, ParticipantId } from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { keyOf, selfIn, type RealtimeReader } from './reader.ts';
import type { Readers } from './readers.ts';

/** A reload is back within this time, and nobody needs to hear of it. */
const settleMs = 1_500;
/** Who asks for an associate over HTTP has this long to open a realtime connection. */
const firstArrivalMs = 10_000;

interface Parts {
  readonly engagements: Engagements;
  readonly readers: Readers;
  readonly clock: Clock;
  readonly log: Log;
}

/** Tells engagements whose connection is lost and whose is back. */
export class Attendance {
  readonly #parts: Parts;
  readonly #settling = new Map<string, CancelTimer>();
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** After a start nobody is connected yet: whoever does not come back is waited for as after any other loss. */
  start(): void {
    this.#after(settleMs, () => {
      for (const state of this.#parts.engagements.open()) this.#loseAbsent(state);
    });
  }

  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#settling.values()) cancel();
    this.#settling.clear();
  }

  /** A customer should be here any moment; one who never comes must not keep a place in the queue. */
  expect(id: EngagementId): void {
    this.#after(firstArrivalMs, () => {
      const state = this.#parts.engagements.open().find((open) => open.id === id);
      if (state) this.#loseAbsent(state);
    });
  }

  async arrived(reader: RealtimeReader): Promise<void> {
    this.#settling.get(keyOf(reader))?.();
    this.#settling.delete(keyOf(reader));
    for (const { state, participantId } of this.#partsOf(reader))
      await this.#tell(state.id, 'regain-connection', participantId);
  }

  /** Call after the reader was taken out of `readers`. `onGone` runs if it does not come back soon. */
  departed(reader: RealtimeReader, onGone: () => void): void {
    const key = keyOf(reader);
    this.#settling.get(key)?.();
    const settled = () => {
      this.#settling.delete(key);
      if (this.#parts.readers.has(reader)) return;
      onGone();
      for (const { state, participantId } of this.#partsOf(reader)) this.#lose(state.id, participantId);
    };
    this.#settling.set(key, this.#parts.clock.after(settleMs, settled));
  }

  #after(delayMs: number, work: () => void): void {
    this.#parts.clock.after(delayMs, () => {
      if (!this.#stopped) work();
    });
  }

  #partsOf(reader: RealtimeReader): { state: EngagementState; participantId: ParticipantId }[] {
    return this.#parts.engagements.open().flatMap((state) => {
      if (state.phase === 'ended') return [];
      if (reader.role === 'customer')
        return state.id === reader.engagementId ? [{ state, participantId: reader.participantId }] : [];
      const participantId = selfIn(reader, state);
      return participantId ? [{ state, participantId }] : [];
    });
  }

  #loseAbsent(state: EngagementState): void {
    if (state.phase === 'ended') return;
    for (const { id, state: whereabouts, associateId } of state.participants)
      if (whereabouts === 'present' && !this.#parts.readers.hasKey(associateId ?? id))
        this.#lose(state.id, id);
    for (const { id, associateId } of state.supervisors)
      if (!this.#parts.readers.hasKey(associateId ?? id)) this.#lose(state.id, id);
    for (const { participantId, state: how } of state.lobby)
      if (how === 'waiting' && !this.#parts.readers.hasKey(participantId))
        this.#lose(state.id, participantId);
  }

  #lose(engagementId: EngagementId, participantId: ParticipantId): void {
    void this.#tell(engagementId, 'lose-connection', participantId).catch((error: unknown) =>
      this.#parts.log.error({ err: error, engagementId }, 'a lost connection could not be told'),
    );
  }

  async #tell(
    engagementId: EngagementId,
    type: 'lose-connection' | 'regain-connection',
    participantId: ParticipantId,
  ): Promise<void> {
    const { engagements, log } = this.#parts;
    const outcome = await engagements.command(engagementId, { type, participantId }, { kind: 'system' });
    if (!outcome.ok) log.debug({ engagementId, code: outcome.problem.code }, 'coming or going not told');
  }
}
