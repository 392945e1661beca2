import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  maxMessageBytes,
  protocolVersion,
  type AssociateId,
  type EngagementState,
  type LoggedEvent,
  type UpMessage,
  type UpRequest,
} from '@parley/protocol';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Applications } from '../application/application.ts';
import type { TurnConfig } from '../config.ts';
import type { Engagements } from '../engagement/engagements.ts';
import { appended } from '../engagement/topics.ts';
import type { Identity } from '../identity/identity.ts';
import { signedOut } from '../identity/topics.ts';
import type { Media } from '../media/media.ts';
import { iceServers } from '../media/turn.ts';
import type { Bus } from '../platform/bus.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import { Turns } from '../platform/turns.ts';
import type { Availabilities } from '../routing/availabilities.ts';
import type { Router } from '../routing/router.ts';
import { admit, type Upgrade } from './admission.ts';
import { createAnnouncements } from './announcements.ts';
import { Connection } from './connection.ts';
import { createFollowing } from './following.ts';
import { handle } from './handlers.ts';
import { relayLane } from './lane-relay.ts';
import { createPresence } from './presence.ts';
import { hasPart, tookPart, type AssociateReader, type RealtimeReader } from './reader.ts';
import { Readers } from './readers.ts';

const helloWithinMs = 5_000;
const checkEveryMs = 1_000;
/** An open desk keeps its sign-in alive, and notices when it has ended all the same. */
const renewEveryMs = 60_000;
const path = '/realtime';

const wire = {
  noServer: true,
  maxPayload: maxMessageBytes,
  perMessageDeflate: false,
  /** Who does not answer the closing handshake is cut off after this, milliseconds. */
  closeTimeout: 1_500,
};

type Hello = Extract<UpMessage, { type: 'session.hello' }>;

export interface GatewayParts {
  readonly engagements: Engagements;
  readonly availabilities: Availabilities;
  readonly router: Router;
  readonly media: Media;
  readonly identity: Identity;
  readonly applications: Applications;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface GatewayOptions {
  readonly ownOrigins: readonly string[];
  readonly turn: TurnConfig | undefined;
}

export interface Gateway {
  /** Takes over upgrade requests for `/realtime`. */
  attach(server: Server): void;
  /** Begins to wait for those who were in engagements when the server stopped. */
  start(): void;
  /** Closes every connection with 4012 and takes no more. */
  stop(): Promise<void>;
}

export function createGateway(options: GatewayOptions, parts: GatewayParts): Gateway {
  const { engagements, availabilities, router, media, clock, log, metrics } = parts;
  const readers = new Readers();
  const connections = new Set<Connection>();
  const following = createFollowing(engagements, media);
  const announcements = createAnnouncements({ ...parts, readers });
  const presence = createPresence({ ...parts, readers });
  const sockets = new WebSocketServer(wire);
  let draining = false;

  const handlerParts = {
    ...parts,
    entered: (reader: RealtimeReader, state: EngagementState) =>
      reader.follows.has(state.id) ? Promise.resolve() : following.follow(reader, state),
    availabilityChanged: announcements.changed,
    entrances: new Turns<AssociateId>(),
  };

  function accept(socket: WebSocket, upgrade: Upgrade): void {
    let reader: RealtimeReader | undefined;
    let greeted = false;
    const connection = new Connection(
      socket,
      parts,
      (message) => {
        if (reader) receive(reader, message);
        else if (message.type === 'session.hello' && !greeted) {
          greeted = true;
          void greet(message).catch((error: unknown) => {
            log.error({ err: error }, 'a hello failed');
            connection.terminate();
          });
        } else if (message.type !== 'session.ping') connection.close('unauthenticated');
      },
      () => {
        connections.delete(connection);
        cancelHello();
        if (reader) leave(reader);
      },
    );
    connections.add(connection);
    const cancelHello = clock.after(helloWithinMs, () => {
      if (!greeted) connection.close('unauthenticated');
    });

    async function greet(hello: Hello): Promise<void> {
      const admission = await admit({ ...parts, ...options }, connection, hello, upgrade);
      if (!admission.ok) {
        metrics.refusals.inc({ wire: 'realtime', code: admission.reason });
        connection.close(admission.reason);
        return;
      }
      if (!connection.isOpen) return;
      reader = admission.reader;
      await enter(reader, hello);
    }
  }

  async function enter(reader: RealtimeReader, hello: Hello): Promise<void> {
    readers.add(reader)?.connection.close('replaced');
    countReaders();
    const availability =
      reader.role === 'associate' ? await availabilities.arrive(reader.profile) : undefined;
    await presence.arrived(reader);
    reader.connection.send({
      type: 'session.welcome',
      version: protocolVersion,
      serverTime: clock.now(),
      iceServers: iceServers(options.turn, clock.millis()),
      reader:
        reader.role === 'customer'
          ? { role: 'customer', engagementId: reader.engagementId, participantId: reader.participantId }
          : {
              role: 'associate',
              profile: reader.profile,
              availability: availability ?? { status: 'away', chosen: 'away' },
            },
    });
    for (const state of await engagementsOf(reader, hello)) {
      const resume = hello.resume.find(({ engagementId }) => engagementId === state.id);
      await following.follow(reader, state, resume);
      letGo(reader, state);
    }
    if (reader.role === 'associate' && availability) announcements.welcome(reader, availability);
    announcements.changed();
    router.consider();
  }

  /** Those that the reader is in, and those that it was in and does not know to be over. */
  async function engagementsOf(reader: RealtimeReader, hello: Hello): Promise<EngagementState[]> {
    if (reader.role === 'customer') {
      const state = await engagements.state(reader.engagementId);
      return state ? [state] : [];
    }
    const current = engagements.open().filter((state) => hasPart(reader, state));
    const others = hello.resume.filter(({ engagementId }) => !current.some(({ id }) => id === engagementId));
    const former = await Promise.all(others.map(({ engagementId }) => engagements.state(engagementId)));
    return [
      ...current,
      ...former.filter((state) => state !== undefined).filter((state) => tookPart(reader, state)),
    ];
  }

  function leave(reader: RealtimeReader): void {
    media.forget(reader.connection);
    if (!readers.remove(reader)) return;
    countReaders();
    if (draining) return;
    presence.departed(reader, () => {
      if (reader.role === 'associate') availabilities.depart(reader.profile.id);
      announcements.changed();
      router.consider();
    });
  }

  function countReaders(): void {
    metrics.realtimeConnections.set({ role: 'customer' }, readers.customers().length);
    metrics.realtimeConnections.set({ role: 'associate' }, readers.associates().length);
  }

  function receive(reader: RealtimeReader, message: UpMessage): void {
    if (message.type === 'session.ping')
      reader.connection.send({ type: 'session.pong', sentAt: message.sentAt, serverTime: clock.now() });
    else if (message.type === 'lane.send')
      void relayLane(engagements, readers, reader, message).catch((error: unknown) =>
        log.error({ err: error }, 'relaying on the lane failed'),
      );
    else if (message.type !== 'session.hello') void answer(reader, message);
  }

  async function answer(reader: RealtimeReader, request: UpRequest): Promise<void> {
    try {
      const outcome = await handle(handlerParts, reader, request);
      if (!outcome.ok) metrics.refusals.inc({ wire: 'realtime', code: outcome.problem.code });
      if (outcome.ok) reader.connection.reply(request.id, undefined, outcome.value.sdp);
      else reader.connection.reply(request.id, outcome.problem);
    } catch (error) {
      const incidentId = newId();
      log.error({ err: error, type: request.type, incidentId }, 'a realtime request failed');
      reader.connection.reply(request.id, { code: 'internal', incidentId });
    }
  }

  const unsubscribe = [
    parts.bus.subscribe(appended, async ({ events }) => {
      const id = events[0]?.engagementId;
      const state = id && (await engagements.state(id));
      if (state) pass(state, events);
    }),
    parts.bus.subscribe(signedOut, ({ signInId }) => {
      for (const reader of readers.associates())
        if (reader.signInId === signInId) reader.connection.close('unauthenticated');
    }),
  ];

  function pass(state: EngagementState, events: readonly LoggedEvent[]): void {
    if (events[0]?.event.type === 'requested') presence.expect(state.id);
    following.pass(readers.all(), state, events);
    announcements.happened(state, events);
    for (const reader of readers.all()) letGo(reader, state);
  }

  /** An associate who has no more part in it, and was told so, follows no longer. */
  function letGo(reader: RealtimeReader, state: EngagementState): void {
    if (reader.role === 'customer' || reader.follows.get(state.id) !== state.seq) return;
    if (!hasPart(reader, state)) reader.follows.delete(state.id);
  }

  const heartbeats = setInterval(() => {
    const now = clock.millis();
    for (const connection of connections) connection.checkHeartbeat(now);
  }, checkEveryMs);
  heartbeats.unref();

  const renewals = setInterval(() => {
    for (const reader of readers.associates()) void renew(reader);
  }, renewEveryMs);
  renewals.unref();

  async function renew(reader: AssociateReader): Promise<void> {
    try {
      if ((await parts.identity.renew(reader.signInId)) === undefined)
        reader.connection.close('unauthenticated');
    } catch (error) {
      log.warn({ err: error }, 'a sign-in could not be renewed');
    }
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (request.url?.split('?')[0] !== path) {
      refuseUpgrade(socket, '404 Not Found');
      return;
    }
    if (draining) {
      refuseUpgrade(socket, '503 Service Unavailable');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      accept(webSocket, { origin: request.headers.origin, cookie: request.headers.cookie });
    });
  }

  return {
    attach(server) {
      server.on('upgrade', upgrade);
    },
    start: presence.start,
    async stop() {
      draining = true;
      clearInterval(heartbeats);
      clearInterval(renewals);
      for (const stop of unsubscribe) stop();
      presence.stop();
      announcements.stop();
      for (const connection of connections) connection.close('draining');
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
  };
}

/** Nobody else listens to a socket that asked for an upgrade: unheard, its errors would end the process. */
function refuseUpgrade(socket: Duplex, status: string): void {
  socket.once('finish', () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
