import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { maxMessageBytes, type AssociateId, type UpMessage, type UpRequest } from '@parley/protocol';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Applications } from '../application/application.ts';
import type { TurnConfig } from '../config.ts';
import { conversationChanged } from '../conversation/topics.ts';
import type { Devices } from '../device/devices.ts';
import type { Engagements } from '../engagement/engagements.ts';
import { appended } from '../engagement/topics.ts';
import type { Identity } from '../identity/identity.ts';
import { signedOut } from '../identity/topics.ts';
import { Colleagues } from '../invitation/colleagues.ts';
import type { Media } from '../media/media.ts';
import type { Meetings } from '../meeting/meetings.ts';
import type { Bus } from '../platform/bus.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import { Turns } from '../platform/turns.ts';
import type { Availabilities } from '../routing/availabilities.ts';
import type { Router } from '../routing/router.ts';
import { Board } from '../supervision/board.ts';
import type { Teams } from '../team/team.ts';
import { admit, type Upgrade } from './admission.ts';
import { BoardWatch } from './board-watch.ts';
import { Connection } from './connection.ts';
import { ColleagueWatch } from './colleague-watch.ts';
import type { UnreadSms } from './conversation-news.ts';
import { handle, type HandlerParts } from './handlers.ts';
import { relayLane } from './lane-relay.ts';
import type { AssociateReader, RealtimeReader } from './reader.ts';
import { Reception } from './reception.ts';

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
  readonly meetings: Pick<Meetings, 'open'>;
  readonly identity: Identity;
  readonly teams: Teams;
  readonly applications: Applications;
  readonly conversations: UnreadSms;
  readonly devices: Devices;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface GatewayOptions {
  readonly ownOrigins: readonly string[];
  readonly turn: TurnConfig | undefined;
}

/** The realtime wire: takes connections in, lets those in who may, and hands each message to whom it concerns. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #parts: GatewayParts;
  readonly #reception: Reception;
  readonly #handlerParts: HandlerParts;
  readonly #connections = new Set<Connection>();
  readonly #sockets = new WebSocketServer(wire);
  readonly #stops: readonly (() => void)[];
  #draining = false;

  constructor(options: GatewayOptions, parts: GatewayParts) {
    this.#options = options;
    this.#parts = parts;
    const colleagues = new Colleagues(parts);
    const colleagueWatch = new ColleagueWatch(colleagues);
    const boardWatch = new BoardWatch({ ...parts, board: new Board({ ...parts, colleagues }) });
    this.#reception = new Reception({ ...parts, turn: options.turn, colleagueWatch, boardWatch });
    this.#handlerParts = {
      ...parts,
      colleagues,
      colleagueWatch,
      boardWatch,
      entered: (reader, state) => this.#reception.entered(reader, state),
      availabilityChanged: () => this.#reception.availabilityChanged(),
      entrances: new Turns<AssociateId>(),
    };
    this.#stops = [
      ...this.#listen(),
      regularly(checkEveryMs, () => this.#checkHeartbeats()),
      regularly(renewEveryMs, () => {
        for (const reader of this.#reception.readers.associates()) void this.#renew(reader);
      }),
    ];
  }

  /** Takes over upgrade requests for `/realtime`. */
  attach(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#upgrade(request, socket, head),
    );
  }

  /** Begins to wait for those who were in engagements when the server stopped. */
  start(): void {
    this.#reception.start();
  }

  /** Closes every connection with 4012 and takes no more. */
  async stop(): Promise<void> {
    this.#draining = true;
    for (const stop of this.#stops) stop();
    this.#reception.stop();
    for (const connection of this.#connections) connection.close('draining');
    await new Promise<void>((resolve) => this.#sockets.close(() => resolve()));
  }

  #listen(): (() => void)[] {
    const { bus, engagements } = this.#parts;
    return [
      bus.subscribe(appended, async ({ events }) => {
        const id = events[0]?.engagementId;
        const state = id && (await engagements.state(id));
        if (state) this.#reception.pass(state, events);
      }),
      bus.subscribe(conversationChanged, (change) => this.#reception.conversationNews.changed(change)),
      bus.subscribe(signedOut, ({ signInId }) => {
        for (const reader of this.#reception.readers.associates())
          if (reader.signInId === signInId) reader.connection.close('unauthenticated');
      }),
    ];
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (request.url?.split('?')[0] !== path) {
      refuseUpgrade(socket, '404 Not Found');
      return;
    }
    if (this.#draining) {
      refuseUpgrade(socket, '503 Service Unavailable');
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) =>
      this.#accept(webSocket, { origin: request.headers.origin, cookie: request.headers.cookie }),
    );
  }

  #accept(socket: WebSocket, upgrade: Upgrade): void {
    let reader: RealtimeReader | undefined;
    let greeted = false;
    const heard = (message: UpMessage): void => {
      if (reader) this.#receive(reader, message);
      else if (message.type === 'session.hello' && !greeted) {
        greeted = true;
        void this.#greet(connection, message, upgrade, (admitted) => {
          reader = admitted;
        });
      } else if (message.type !== 'session.ping') connection.close('unauthenticated');
    };
    const closed = (): void => {
      this.#connections.delete(connection);
      cancelHello();
      if (reader && !this.#draining) this.#reception.leave(reader);
    };
    const connection = new Connection(socket, this.#parts, heard, closed);
    this.#connections.add(connection);
    const cancelHello = this.#parts.clock.after(helloWithinMs, () => {
      if (!greeted) connection.close('unauthenticated');
    });
  }

  async #greet(
    connection: Connection,
    hello: Hello,
    upgrade: Upgrade,
    admitted: (reader: RealtimeReader) => void,
  ): Promise<void> {
    try {
      const admission = await admit({ ...this.#parts, ...this.#options }, connection, hello, upgrade);
      if (!admission.ok) {
        this.#parts.metrics.refusals.inc({ wire: 'realtime', code: admission.code });
        connection.close(admission.reason);
      } else if (connection.isOpen) {
        admitted(admission.reader);
        await this.#reception.enter(admission.reader, hello);
      }
    } catch (error) {
      this.#parts.log.error({ err: error }, 'a hello failed');
      connection.terminate();
    }
  }

  #receive(reader: RealtimeReader, message: UpMessage): void {
    const { clock } = this.#parts;
    if (message.type === 'session.ping')
      reader.connection.send({ type: 'session.pong', sentAt: message.sentAt, serverTime: clock.now() });
    else if (message.type === 'lane.send') this.#relay(reader, message);
    else if (message.type !== 'session.hello') void this.#answer(reader, message);
  }

  #relay(reader: RealtimeReader, message: Extract<UpMessage, { type: 'lane.send' }>): void {
    const { engagements, log } = this.#parts;
    const { boardWatch } = this.#handlerParts;
    relayLane(engagements, this.#reception.readers, reader, message, (...heard) =>
      boardWatch.heardQuality(...heard),
    ).catch((error: unknown) => log.error({ err: error }, 'relaying on the lane failed'));
  }

  async #answer(reader: RealtimeReader, request: UpRequest): Promise<void> {
    const { metrics, log } = this.#parts;
    try {
      const outcome = await handle(this.#handlerParts, reader, request);
      if (!outcome.ok) metrics.refusals.inc({ wire: 'realtime', code: outcome.problem.code });
      if (outcome.ok) reader.connection.reply(request.id, undefined, outcome.value.sdp);
      else reader.connection.reply(request.id, outcome.problem);
    } catch (error) {
      const incidentId = newId();
      log.error({ err: error, type: request.type, incidentId }, 'a realtime request failed');
      reader.connection.reply(request.id, { code: 'internal', incidentId });
    }
  }

  #checkHeartbeats(): void {
    const now = this.#parts.clock.millis();
    for (const connection of this.#connections) connection.checkHeartbeat(now);
  }

  async #renew(reader: AssociateReader): Promise<void> {
    try {
      if ((await this.#parts.identity.renew(reader.signInId)) === undefined)
        reader.connection.close('unauthenticated');
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'a sign-in could not be renewed');
    }
  }
}

export const createGateway = (options: GatewayOptions, parts: GatewayParts): Gateway =>
  new Gateway(options, parts);

function regularly(everyMs: number, work: () => void): () => void {
  const timer = setInterval(work, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Nobody else listens to a socket that asked for an upgrade: unheard, its errors would end the process. */
function refuseUpgrade(socket: Duplex, status: string): void {
  socket.once('finish', () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
