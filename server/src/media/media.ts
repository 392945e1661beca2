import { randomBytes } from 'node:crypto';
import { mediaRules, participantOf, supervisorOf } from '@parley/engagement';
import type {
  DownMessage,
  EngagementId,
  EngagementState,
  ParticipantId,
  PublishedLine,
  TrackSize,
} from '@parley/protocol';
import type { EngineResult, MediaEngine, RecordingOrder, SubscribedLine } from '@parley/sfu';
import type { Engagements } from '../engagement/engagements.ts';
import type { Log } from '../platform/log.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import { Places, type MediaReader } from './places.ts';

export interface MediaPlace {
  readonly state: EngagementState;
  readonly participantId: ParticipantId;
  readonly reader: MediaReader;
}

interface Parts {
  readonly engine: MediaEngine;
  readonly engagements: Engagements;
  readonly recordings: { orderFor(state: EngagementState): Promise<RecordingOrder | undefined> };
  readonly log: Log;
}

/** What an ended engagement has for an epoch: there is no media to connect. */
const noEpoch = 'ended';

const codes = {
  'sdp-invalid': 'media-refused',
  'connection-unknown': 'conflict',
  'room-unknown': 'media-unavailable',
  'engine-unavailable': 'media-unavailable',
} as const;

const outcomeOf = <T>(result: EngineResult<T>): Outcome<T> =>
  result.ok ? succeed(result.value) : refuse(codes[result.code]);

/** Keeps a room in the engine for each engagement, and tells the engine what the state lets flow. */
export class Media {
  readonly #parts: Parts;
  readonly #rooms = new Map<string, { readonly id: EngagementId; readonly epoch: string }>();
  readonly #places = new Places();
  /** Who has supervised; they go without a trace in the state. */
  readonly #supervisors = new Map<EngagementId, Set<ParticipantId>>();
  readonly #stops: readonly (() => void)[];

  constructor(parts: Parts) {
    this.#parts = parts;
    const { engine, engagements } = parts;
    this.#stops = [
      engine.on('offer', ({ roomId, participantId, connectionId, revision, sdp, lines }) => {
        const engagementId = this.#rooms.get(roomId)?.id;
        if (!engagementId) return;
        const news = { engagementId, connectionId, revision, sdp, lines: wireLines(lines) };
        this.#places.tell(roomId, participantId, { type: 'media.offer', ...news });
      }),
      engine.on('lines', ({ roomId, participantId, connectionId, lines }) => {
        const engagementId = this.#rooms.get(roomId)?.id;
        if (!engagementId) return;
        const news = { engagementId, connectionId, lines: wireLines(lines) };
        this.#places.tell(roomId, participantId, { type: 'media.lines', ...news });
      }),
      engine.on('wanted', ({ roomId, track: { participantId, source }, full, small }) => {
        const engagementId = this.#rooms.get(roomId)?.id;
        if (!engagementId) return;
        const news = { engagementId, source, full, small };
        this.#places.tell(roomId, participantId, { type: 'media.wanted', ...news });
      }),
      engine.on('connection', ({ roomId, participantId, connectionId, state }) => {
        const engagementId = this.#rooms.get(roomId)?.id;
        if (engagementId && state === 'failed')
          this.#places.tell(roomId, participantId, { type: 'media.failed', engagementId, connectionId });
      }),
      engine.on('lost', ({ roomIds }) => this.#lost(roomIds)),
    ];
    engagements.enforceWith((state) => this.#enforce(state));
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  /** Changes whenever the room begins anew; clients connect again when it does. */
  epochOf({ id, phase }: EngagementState): string {
    if (phase === 'ended') return noEpoch;
    const room = this.#rooms.get(id) ?? { id, epoch: randomBytes(9).toString('base64url') };
    this.#rooms.set(id, room);
    return room.epoch;
  }

  /** From now on this reader hears of the participant's media, beginning with what was missed. */
  attach({ state, participantId, reader }: MediaPlace): void {
    if (state.phase !== 'ended') this.#places.attach(state.id, participantId, reader);
  }

  /** Forgets a reader whose connection is gone; the media itself may well go on. */
  forget(reader: MediaReader): void {
    this.#places.detach(reader);
  }

  async publish(
    at: MediaPlace,
    offer: { readonly connectionId: string; readonly sdp: string; readonly lines: readonly PublishedLine[] },
  ): Promise<Outcome<{ sdp: string }>> {
    const { connectionId, sdp, lines } = offer;
    const input = { roomId: at.state.id, participantId: at.participantId, connectionId, offer: sdp, lines };
    const outcome = await this.#inRoom(at, () => this.#parts.engine.publish(input));
    return outcome.ok ? succeed({ sdp: outcome.value.answer }) : outcome;
  }

  subscribe(at: MediaPlace, connectionId: string): Promise<Outcome<void>> {
    this.#places.beginAnew(at.state.id, at.participantId);
    const input = { roomId: at.state.id, participantId: at.participantId, connectionId };
    return this.#inRoom(at, () => this.#parts.engine.subscribe(input));
  }

  answer(
    at: MediaPlace,
    answer: { readonly connectionId: string; readonly revision: number; readonly sdp: string },
  ): Promise<Outcome<void>> {
    this.#places.answered(at.state.id, at.participantId, answer);
    const input = { roomId: at.state.id, participantId: at.participantId, ...answer };
    return this.#inRoom(at, () => this.#parts.engine.answer(input));
  }

  resize(at: MediaPlace, sizes: readonly TrackSize[]): Promise<Outcome<void>> {
    const input = {
      roomId: at.state.id,
      participantId: at.participantId,
      sizes: sizes.map(({ size, ...track }) => ({ track, size })),
    };
    return this.#inRoom(at, () => this.#parts.engine.resize(input));
  }

  /** Rooms are opened with the engagement; after a restart of the server, with the first who comes back. */
  async #inRoom<T>(
    { state, participantId, reader }: MediaPlace,
    ask: () => Promise<EngineResult<T>>,
  ): Promise<Outcome<T>> {
    this.#places.attach(state.id, participantId, reader);
    const first = await ask();
    if (first.ok || first.code !== 'room-unknown') return outcomeOf(first);
    const now = (await this.#parts.engagements.state(state.id)) ?? state;
    if (now.phase === 'ended') return refuse('engagement-ended');
    await this.#openRoom(now);
    return outcomeOf(await ask());
  }

  async #openRoom(state: EngagementState): Promise<void> {
    const { engine, log, recordings } = this.#parts;
    this.epochOf(state);
    const { recorded: _, ...rules } = mediaRules(state);
    const recording = await recordings.orderFor(state);
    // Their tracks outlast the rules that confined them, and must not become everybody's meanwhile.
    const gone = this.#goneSupervisors(state).map((participantId) => ({ participantId, to: [] }));
    const order = { version: state.seq, ...rules, confined: [...rules.confined, ...gone], recording };
    const result = await engine.openRoom(state.id, order);
    if (!result.ok) log.warn({ engagementId: state.id, code: result.code }, 'the room could not be opened');
  }

  /** The engine is told before whoever gave the command hears that it is done. */
  async #enforce(state: EngagementState): Promise<void> {
    const { engine } = this.#parts;
    if (state.phase === 'ended') {
      this.#rooms.delete(state.id);
      this.#places.close(state.id);
      this.#supervisors.delete(state.id);
      await engine.closeRoom(state.id);
      return;
    }
    await this.#openRoom(state);
    await Promise.all(this.#strangers(state).map((participantId) => engine.remove(state.id, participantId)));
  }

  /** Those who connected media while being rung and never came, and those who left. */
  #strangers(state: EngagementState): ParticipantId[] {
    const gone = state.participants.filter((participant) => participant.state === 'left').map(({ id }) => id);
    const refused = state.invitations
      .filter(({ status, participantId }) => status !== 'pending' && !participantOf(state, participantId))
      .map(({ participantId }) => participantId);
    const all = [...gone, ...refused, ...this.#goneSupervisors(state)].filter((id) =>
      this.#places.has(state.id, id),
    );
    for (const id of all) this.#places.remove(state.id, id);
    return all;
  }

  #goneSupervisors(state: EngagementState): ParticipantId[] {
    const known = this.#supervisors.get(state.id) ?? new Set<ParticipantId>();
    for (const { id } of state.supervisors) known.add(id);
    if (known.size > 0) this.#supervisors.set(state.id, known);
    return [...known].filter((id) => !supervisorOf(state, id) && !participantOf(state, id));
  }

  #lost(roomIds: readonly string[]): void {
    const { log } = this.#parts;
    log.warn({ rooms: roomIds.length }, 'a media process was lost; its rooms are opened anew');
    this.#reopen(roomIds).catch((error: unknown) => log.error({ err: error }, 'reopening rooms failed'));
  }

  async #reopen(roomIds: readonly string[]): Promise<void> {
    for (const state of this.#parts.engagements.open()) {
      if (!roomIds.includes(state.id) || state.phase === 'ended') continue;
      this.#rooms.delete(state.id);
      const mediaEpoch = this.epochOf(state);
      await this.#openRoom(state);
      this.#places.reset(state.id, { type: 'media.reset', engagementId: state.id, mediaEpoch });
    }
  }
}

export const createMedia = (parts: Parts): Media => new Media(parts);

/** The engine's participants are ours: it knows no ids but those that it was given here. */
function wireLines(lines: readonly SubscribedLine[]): Extract<DownMessage, { type: 'media.offer' }>['lines'] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a border: plain strings there, branded ids here
  return lines as Extract<DownMessage, { type: 'media.offer' }>['lines'];
}
