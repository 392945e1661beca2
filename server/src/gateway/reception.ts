import { participantOf } from '@parley/engagement';
import type { Availability, EngagementState, LoggedEvent, Participant, UpMessage } from '@parley/protocol';
import { protocolVersion } from '@parley/protocol';
import type { TurnConfig } from '../config.ts';
import type { Engagements } from '../engagement/engagements.ts';
import type { Media } from '../media/media.ts';
import { iceServers } from '../media/turn.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Availabilities } from '../routing/availabilities.ts';
import type { Router } from '../routing/router.ts';
import { Announcements } from './announcements.ts';
import { Attendance } from './attendance.ts';
import type { BoardWatch } from './board-watch.ts';
import type { ColleagueWatch } from './colleague-watch.ts';
import { ConversationNews, type UnreadSms } from './conversation-news.ts';
import { Following } from './following.ts';
import { hasPart, isGone, tookPart, type CustomerReader, type RealtimeReader } from './reader.ts';
import { Readers } from './readers.ts';

type Hello = Extract<UpMessage, { type: 'session.hello' }>;

interface Parts {
  readonly engagements: Engagements;
  readonly availabilities: Availabilities;
  readonly router: Router;
  readonly media: Media;
  readonly colleagueWatch: ColleagueWatch;
  readonly boardWatch: BoardWatch;
  readonly conversations: UnreadSms;
  readonly turn: TurnConfig | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Readers come and go here, and are told what concerns them meanwhile. */
export class Reception {
  readonly readers = new Readers();
  readonly conversationNews: ConversationNews;
  readonly #parts: Parts;
  readonly #following: Following;
  readonly #announcements: Announcements;
  readonly #attendance: Attendance;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.conversationNews = new ConversationNews(parts.conversations, this.readers);
    this.#following = new Following(parts.engagements, parts.media);
    this.#announcements = new Announcements({ ...parts, readers: this.readers });
    this.#attendance = new Attendance({ ...parts, readers: this.readers });
  }

  /** Begins to wait for those who were in engagements when the server stopped. */
  start(): void {
    this.#attendance.start();
  }

  stop(): void {
    this.#attendance.stop();
    this.#announcements.stop();
    this.#parts.boardWatch.stop();
  }

  /** Welcomes somebody who was admitted, and tells what was missed (SE5, SE6). */
  async enter(reader: RealtimeReader, hello: Hello): Promise<void> {
    this.readers.add(reader)?.connection.close('replaced');
    this.#countReaders();
    const availability =
      reader.role === 'associate' ? await this.#parts.availabilities.arrive(reader.profile) : undefined;
    await this.#attendance.arrived(reader);
    this.#welcome(reader, availability);
    for (const state of await this.#engagementsOf(reader, hello)) {
      if (tellAtDoor(reader, state)) continue;
      const resume = hello.resume.find(({ engagementId }) => engagementId === state.id);
      await this.#following.follow(reader, state, resume);
      letGo(reader, state);
    }
    if (reader.role === 'associate' && availability) {
      this.#announcements.welcome(reader, availability);
      await this.conversationNews.welcome(reader);
    }
    this.availabilityChanged();
    this.#parts.router.consider();
  }

  /** The reader has come into another engagement by their own command. */
  async entered(reader: RealtimeReader, state: EngagementState): Promise<void> {
    if (!reader.follows.has(state.id)) await this.#following.follow(reader, state);
  }

  /** The connection is gone; its reader may have another one by now. */
  leave(reader: RealtimeReader): void {
    const { media, availabilities, router } = this.#parts;
    media.forget(reader.connection);
    if (!this.readers.remove(reader)) return;
    this.#countReaders();
    this.#attendance.departed(reader, () => {
      if (reader.role === 'associate') availabilities.depart(reader.profile.id);
      this.availabilityChanged();
      router.consider();
    });
  }

  /** Events of an engagement go to those who follow it, and change what others are told. */
  pass(state: EngagementState, events: readonly LoggedEvent[]): void {
    if (events.some(({ event }) => isComing(event))) this.#attendance.expect(state.id);
    this.#following.pass(this.readers.all(), state, events);
    this.#letIn(state, events);
    this.#announcements.happened(state, events);
    for (const reader of this.readers.all()) letGo(reader, state);
  }

  /** Guests whose part began, and guests at the door whose waiting is over. */
  #letIn(state: EngagementState, events: readonly LoggedEvent[]): void {
    if (!events.some(({ event }) => atDoorConcerned.has(event.type))) return;
    for (const reader of this.readers.customers()) {
      if (reader.engagementId !== state.id || reader.follows.has(state.id) || isGone(reader, state)) continue;
      if (!tellAtDoor(reader, state)) void this.#following.follow(reader, state);
    }
  }

  availabilityChanged(): void {
    this.#announcements.changed();
  }

  #welcome(reader: RealtimeReader, availability: Availability | undefined): void {
    const { clock, turn } = this.#parts;
    reader.connection.send({
      type: 'session.welcome',
      version: protocolVersion,
      serverTime: clock.now(),
      iceServers: iceServers(turn, clock.millis()),
      reader:
        reader.role === 'customer'
          ? { role: 'customer', engagementId: reader.engagementId, participantId: reader.participantId }
          : {
              role: 'associate',
              profile: reader.profile,
              availability: availability ?? { status: 'away', chosen: 'away' },
            },
    });
  }

  /** Those that the reader is in, and those that it was in and does not know to be over. */
  async #engagementsOf(reader: RealtimeReader, hello: Hello): Promise<EngagementState[]> {
    const { engagements } = this.#parts;
    if (reader.role === 'customer') {
      const state = await engagements.state(reader.engagementId);
      return state ? [state] : [];
    }
    const current = engagements.open().filter((state) => hasPart(reader, state));
    const others = hello.resume.filter(({ engagementId }) => !current.some(({ id }) => id === engagementId));
    const former = await Promise.all(others.map(({ engagementId }) => engagements.state(engagementId)));
    return [...current, ...former.filter((state) => state !== undefined && tookPart(reader, state))].filter(
      (state) => state !== undefined,
    );
  }

  #countReaders(): void {
    const { metrics } = this.#parts;
    metrics.realtimeConnections.set({ role: 'customer' }, this.readers.customers().length);
    metrics.realtimeConnections.set({ role: 'associate' }, this.readers.associates().length);
  }
}

/** What may change how it stands with somebody at the door. */
const atDoorConcerned = new Set<LoggedEvent['event']['type']>(['joined', 'knock-closed', 'ended']);

/**
 * Who is no participant sees nothing of the engagement, and only hears how their waiting stands. Nor do guests who have
 * left, nor a device that was sent away: it may be in hands that the customer never meant.
 */
function tellAtDoor(reader: RealtimeReader, state: EngagementState): boolean {
  if (reader.role !== 'customer') return false;
  const self = participantOf(state, reader.participantId);
  if (self && mayLookOn(reader, self)) return false;
  const knocks = self
    ? undefined
    : state.lobby.find(({ participantId }) => participantId === reader.participantId);
  const how = state.phase === 'ended' && knocks?.state !== 'refused' ? 'ended' : (knocks?.state ?? 'gone');
  reader.connection.send({ type: 'lobby.changed', engagementId: state.id, state: how });
  return true;
}

/** A customer sees how their call ended; whoever only came to it sees nothing more once they are out. */
const mayLookOn = ({ isSecondDevice }: CustomerReader, { role, state }: Participant): boolean =>
  state !== 'left' || (role === 'customer' && !isSecondDevice);

/** Somebody has been given a token, and should be here any moment. */
const isComing = (event: LoggedEvent['event']): boolean =>
  event.type === 'requested' ||
  event.type === 'knocked' ||
  (event.type === 'joined' && (event.role === 'guest' || event.deviceOf !== undefined));

/** Whoever has no more part in it, and was told so, follows no longer. */
function letGo(reader: RealtimeReader, state: EngagementState): void {
  if (reader.follows.get(state.id) !== state.seq) return;
  const stays = reader.role === 'customer' ? !isGone(reader, state) : hasPart(reader, state);
  if (!stays) reader.follows.delete(state.id);
}
