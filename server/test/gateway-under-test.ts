import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel, EngagementCreated, EngagementId } from '@parley/protocol';
import { seedDemo } from '../src/demo-seed.ts';
import { createApplications } from '../src/application/application.ts';
import { Conversations } from '../src/conversation/conversations.ts';
import { conversationRoutes, outboxReplyRoutes } from '../src/conversation/routes.ts';
import { Devices } from '../src/device/devices.ts';
import { devicePaths, deviceRoutes } from '../src/device/routes.ts';
import { createEngagements } from '../src/engagement/engagements.ts';
import { engagementRoutes } from '../src/engagement/routes.ts';
import { Entrances } from '../src/entrance/entrances.ts';
import { entranceRoutes } from '../src/entrance/routes.ts';
import { createPasswords } from '../src/identity/passwords.ts';
import { meetingDoor } from '../src/meeting/door.ts';
import { Meetings } from '../src/meeting/meetings.ts';
import { meetingRoutes } from '../src/meeting/routes.ts';
import { createTimers } from '../src/engagement/timers.ts';
import { createGateway } from '../src/gateway/gateway.ts';
import { createHttp } from '../src/http/http.ts';
import { createIdentity } from '../src/identity/identity.ts';
import { Audit } from '../src/audit/audit.ts';
import { Outbound } from '../src/outbound/outbound.ts';
import { createMedia } from '../src/media/media.ts';
import type { Database } from '../src/platform/database.ts';
import { createJobs } from '../src/platform/jobs.ts';
import { openLocalFiles } from '../src/recording/files/local-files.ts';
import { loadMasterKeys } from '../src/recording/keys.ts';
import { createRecording } from '../src/recording/recording.ts';
import { recordingRoutes } from '../src/recording/routes.ts';
import { createStills } from '../src/stills/create-stills.ts';
import { StillKeeping } from '../src/stills/keeping.ts';
import { stillPaths, stillRoutes } from '../src/stills/routes.ts';
import { MessageFiles } from '../src/messaging/message-files.ts';
import { messagePaths, messageRoutes } from '../src/messaging/routes.ts';
import { outboxRoutes } from '../src/outbound/outbox-routes.ts';
import { outboxProvider, type Providers } from '../src/outbound/provider.ts';
import { twilioRoutes } from '../src/outbound/twilio-routes.ts';
import type { TwilioConfig } from '../src/outbound/twilio.ts';
import { createLocalBus } from '../src/platform/local-bus.ts';
import { createLog } from '../src/platform/log.ts';
import { createMetrics } from '../src/platform/metrics.ts';
import { createAvailabilities } from '../src/routing/availabilities.ts';
import { createRouter } from '../src/routing/router.ts';
import { createScenarios } from '../src/scenario/scenario.ts';
import { supervisionTrail } from '../src/supervision/trail.ts';
import { createTeams } from '../src/team/team.ts';
import type { TermsOverrides } from '../src/config.ts';
import { createMemoryEngine } from './memory-engine.ts';
import { openMemoryDatabase } from './memory-database.ts';
import { createRunningClock } from './running-clock.ts';
import { WireClient, type Upgrade } from './wire-client.ts';

/** The origin of our own pages. */
export const ours = 'https://desk.test';
/** A site on which the demo application may be embedded. */
export const shop = 'https://shop.test';

export interface Options {
  readonly overrides?: TermsOverrides;
  /** Given to a second server, it finds what the first one stored. */
  readonly database?: Database;
  readonly dataDir?: string;
  readonly engagementsPerMinute?: number;
  readonly waitingSeconds?: number;
  /** The outbox of demo mode otherwise. */
  readonly providers?: Providers;
  readonly twilio?: TwilioConfig;
}

export type GatewayUnderTest = Awaited<ReturnType<typeof startGateway>>;

/** The whole server but for its media engine, listening, with the demo seeded and a clock that can skip. */
export async function startGateway(options: Options = {}) {
  const logged: string[] = [];
  const clock = createRunningClock();
  const destination = { write: (line: string) => void logged.push(line) };
  const log = createLog({ level: 'debug', destination });
  const metrics = createMetrics();
  const bus = createLocalBus(log, (topic) => metrics.busFailures.inc({ topic }));
  const database = options.database ?? (await openMemoryDatabase());
  const engine = createMemoryEngine();
  const own = { database, bus, clock, log, metrics };
  const identity = createIdentity(own);
  const applications = createApplications(database, clock);
  const teams = createTeams(database, clock);
  const scenarios = createScenarios(database, clock, options.overrides ?? {});
  await seedDemo({ identity, applications, teams, scenarios }, [ours, shop]);
  const engagements = createEngagements(own);
  const audit = new Audit(database, clock);
  engagements.storeWith(supervisionTrail(audit));
  const jobs = createJobs({ database, log });
  const outbound = new Outbound(
    { database, jobs, log, providers: options.providers ?? { email: outboxProvider, sms: outboxProvider } },
    { retries: 5, backoffSeconds: 0, parallel: 2, expireSeconds: 30 },
  );
  const conversations = new Conversations('US', { ...own, outbound, engagements, identity });
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'parley-gateway-')));
  const files = await openLocalFiles(join(dataDir, 'recordings'));
  const keys = await loadMasterKeys([], dataDir);
  const keeping = new StillKeeping({ ...own, files, keys });
  const { recordings, playback } = createRecording({
    ...own,
    config: { dataDir, recording: { keys: [], compositions: 1 } },
    engine,
    engagements,
    audit,
    files,
    keys,
    stillFile: (engagementId, id) => keeping.best(engagementId, id),
    jobs,
  });
  const stills = createStills({ ...own, engagements, audit, keeping, keys, jobs });
  const messageFiles = new MessageFiles({ ...own, engagements, audit, files, keys, jobs });
  const media = createMedia({ engine, engagements, recordings, log });
  const entrances = new Entrances({ database, clock, jobs });
  const meetingParts = {
    ...{ database, clock, engagements, entrances, outbound, applications, scenarios, teams },
    passwords: createPasswords(),
    publicOrigin: ours,
    codeLastsMs: 4 * 3_600_000,
  };
  const meetings = new Meetings(meetingParts);
  entrances.addDoor('meeting', meetingDoor(meetingParts));
  const availabilities = createAvailabilities({ database, clock, teams, engagements });
  const router = createRouter({ engagements, availabilities, bus, clock, log });
  const timers = createTimers({ engagements, bus, clock, log }, options.waitingSeconds ?? 1_800);
  const devices = new Devices(ours, { ...own, engagements, entrances, outbound });
  const parts = {
    ...own,
    meetings,
    devices,
    engagements,
    availabilities,
    router,
    media,
    identity,
    teams,
    applications,
    conversations,
  };
  const gateway = createGateway({ ownOrigins: [ours], turn: undefined }, parts);
  await engagements.start();
  const http = await createHttp(
    { publicOrigin: ours, ownOrigins: [ours], trustedProxies: ['127.0.0.1'], version: '1.2.3' },
    {
      ...parts,
      api: [
        engagementRoutes(
          { engagements, applications, scenarios, teams },
          { engagementsPerMinute: options.engagementsPerMinute ?? 10_000 },
        ),
        recordingRoutes({ playback, engagements, teams, audit }),
        stillRoutes({ stills, engagements, teams, audit }),
        meetingRoutes(meetings),
        entranceRoutes(entrances, { entriesPerMinute: 10_000 }),
        messageRoutes({ messageFiles, engagements, teams, audit }),
        conversationRoutes({ conversations, outbound, database, engagements, teams, scenarios }),
        outboxRoutes(database, outbound, true),
        outboxReplyRoutes({ conversations, outbound, isDemo: true }),
        twilioRoutes({
          outbound,
          received: (sms) => conversations.receive(sms),
          config: { smtp: undefined, twilio: options.twilio, country: 'US' },
          publicOrigin: ours,
        }),
        deviceRoutes({ devices, engagements, teams }),
      ],
      participantPaths: [...stillPaths, ...messagePaths, ...devicePaths],
      pages: [],
    },
  );
  gateway.attach(http.server);
  await http.listen({ host: '127.0.0.1', port: 0 });
  timers.start();
  gateway.start();
  await recordings.start();
  await stills.start();
  await messageFiles.start();
  await jobs.start();

  const clients = new Set<WireClient>();
  const cookies = new Map<string, string>();
  const { port } = http.server.address() as AddressInfo;

  function open(upgrade: Upgrade): WireClient {
    const client = new WireClient(`ws://127.0.0.1:${String(port)}/realtime`, upgrade);
    clients.add(client);
    void client.closed.then(() => clients.delete(client));
    return client;
  }

  async function cookieOf(name: string): Promise<string> {
    const known = cookies.get(name);
    if (known !== undefined) return known;
    const signedIn = await identity.signIn(
      { email: `${name}@demo.test`, password: 'parley-demo' },
      '127.0.0.1',
    );
    if (!signedIn.ok) throw new Error(signedIn.problem.code);
    const cookie = `parley_session=${signedIn.value.secret}`;
    cookies.set(name, cookie);
    return cookie;
  }

  const connectionCount = () =>
    new Promise<number>((resolve) => http.server.getConnections((_error, count) => resolve(count)));

  return {
    ...parts,
    engine,
    http,
    port,
    dataDir,
    playback,
    outbound,
    stills,
    messageFiles,
    teams,
    logged,
    cookies,
    cookieOf,
    open,

    post: (body: unknown, origin: string | undefined = shop) =>
      http.inject({
        method: 'POST',
        url: '/api/v1/engagements',
        headers: { 'content-type': 'application/json', ...(origin && { origin }) },
        payload: JSON.stringify(body),
      }),

    /** Something that an associate does over HTTP, from our own page. */
    do: async (url: string, name: string, payload: unknown = {}) =>
      http.inject({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/json',
          origin: ours,
          cookie: await cookieOf(name),
        },
        payload: JSON.stringify(payload),
      }),

    get: async (url: string, name: string) => http.inject({ url, headers: { cookie: await cookieOf(name) } }),

    /** A customer asks for an associate, as the widget does. */
    async request(channel: Channel = 'video', context: { key: string; value: string }[] = []) {
      const response = await this.post({ clientId: 'demo', channel, camera: channel === 'video', context });
      if (response.statusCode !== 201) throw new Error(response.body);
      return response.json<EngagementCreated>();
    },

    customer: (token: string, hello: Record<string, unknown> = {}) =>
      open({ origin: shop }).hello({ token, ...hello }),

    async associate(name: string, hello: Record<string, unknown> = {}) {
      return open({ origin: ours, cookie: await cookieOf(name) }).hello(hello);
    },

    /** An associate at the desk who can be invited. */
    async available(name: string) {
      const client = await this.associate(name);
      await client.ask({ type: 'availability.set', chosen: 'available' });
      return client;
    },

    /** A customer and an associate who has answered. */
    async call(name = 'ada', channel: Channel = 'video') {
      const associate = await this.available(name);
      const created = await this.request(channel);
      const customer = await this.customer(created.token);
      const { engagementId } = created;
      const { invitation } = await associate.until(
        'invitation.received',
        (message) => message.invitation.engagementId === engagementId,
      );
      const { invitationId, participantId } = invitation;
      await associate.ask({ type: 'invitation.accept', engagementId, invitationId });
      return { associate, customer, ...created, associateParticipantId: participantId };
    },

    /** Cuts the client off, and waits until the server has noticed. */
    async drop(client: WireClient): Promise<void> {
      const before = await connectionCount();
      client.cut();
      await client.closed;
      while ((await connectionCount()) >= before) await new Promise((resolve) => setTimeout(resolve, 2));
    },

    /** Skips time in steps in which nobody who is connected falls silent for too long. */
    async skip(seconds: number): Promise<void> {
      for (let left = seconds * 1_000; left > 0; left -= 4_000) {
        clock.skip(Math.min(left, 4_000));
        await Promise.all([...clients].map((client) => client.settle().catch(() => undefined)));
      }
    },

    stateOf: (id: EngagementId) => engagements.state(id),

    metric: async (name: string): Promise<string> =>
      (await metrics.registry.metrics())
        .split('\n')
        .filter((line) => line.startsWith(name))
        .join('\n'),

    async stop({ keepDatabase = false, keepData = false } = {}): Promise<void> {
      router.stop();
      timers.stop();
      await Promise.all([gateway.stop(), http.close()]);
      for (const client of clients) client.cut();
      identity.stop();
      media.stop();
      recordings.stop();
      stills.stop();
      messageFiles.stop();
      await jobs.stop();
      await bus.close();
      if (!keepDatabase) await database.close();
      if (!keepData) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
