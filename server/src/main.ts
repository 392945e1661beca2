import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { createApplications } from './application/application.ts';
import { Audit } from './audit/audit.ts';
import { Conversations } from './conversation/conversations.ts';
import { conversationRoutes, outboxReplyRoutes } from './conversation/routes.ts';
import { demoSignIn, seedDemo } from './demo-seed.ts';
import { Devices } from './device/devices.ts';
import { devicePaths, deviceRoutes } from './device/routes.ts';
import { createEngagements } from './engagement/engagements.ts';
import { engagementRoutes } from './engagement/routes.ts';
import { createTimers } from './engagement/timers.ts';
import { Entrances } from './entrance/entrances.ts';
import { entranceRoutes } from './entrance/routes.ts';
import { createGateway } from './gateway/gateway.ts';
import { createHttp } from './http/http.ts';
import { operationsRoutes } from './http/operations.ts';
import { pageFolders } from './http/page-folders.ts';
import { pagesRoutes } from './http/pages.ts';
import { createIdentity } from './identity/identity.ts';
import { createPasswords } from './identity/passwords.ts';
import { identityRoutes } from './identity/routes.ts';
import { meetingDoor } from './meeting/door.ts';
import { Meetings } from './meeting/meetings.ts';
import { meetingRoutes } from './meeting/routes.ts';
import { createMedia } from './media/media.ts';
import { outboxRoutes } from './outbound/outbox-routes.ts';
import { createOutbound } from './outbound/create-outbound.ts';
import { twilioRoutes } from './outbound/twilio-routes.ts';
import { createSystemClock } from './platform/clock.ts';
import { createJobs } from './platform/jobs.ts';
import { MessageFiles } from './messaging/message-files.ts';
import { messagePaths, messageRoutes } from './messaging/routes.ts';
import { createLocalBus } from './platform/local-bus.ts';
import { createLog, prettyDestination } from './platform/log.ts';
import { createMetrics, exposeMediaFigures } from './platform/metrics.ts';
import { openDatabase } from './platform/open-database.ts';
import { configOrExit, endOnFault, endStart, stopOnSignal } from './process.ts';
import { openRecordingFiles } from './recording/files/open-files.ts';
import { loadMasterKeys } from './recording/keys.ts';
import { createRecording } from './recording/recording.ts';
import { recordingRoutes } from './recording/routes.ts';
import { createAvailabilities } from './routing/availabilities.ts';
import { createRouter } from './routing/router.ts';
import { scenarioRoutes } from './scenario/routes.ts';
import { createScenarios } from './scenario/scenario.ts';
import { startMedia } from './start-media.ts';
import { stillPaths, stillRoutes } from './stills/routes.ts';
import { createStills } from './stills/create-stills.ts';
import { StillKeeping } from './stills/keeping.ts';
import { supervisionTrail } from './supervision/trail.ts';
import { createTeams } from './team/team.ts';
import { welcome } from './welcome.ts';

const config = configOrExit(process.env);
const isWatched = config.demo && process.stdout.isTTY;
const log = createLog({
  level: config.logLevel,
  ...(isWatched && { destination: await prettyDestination() }),
});
endOnFault(log);

const clock = createSystemClock();
const metrics = createMetrics();
const bus = createLocalBus(log, (topic) => metrics.busFailures.inc({ topic }));
const [database, engine] = await Promise.all([openDatabase(config, log), startMedia(config.media)]).catch(
  (error: unknown) => endStart(error, config, log),
);
exposeMediaFigures(metrics, () => engine.counters());

const identity = createIdentity({ database, bus, clock, log, metrics });
const applications = createApplications(database, clock);
const teams = createTeams(database, clock);
const scenarios = createScenarios(database, clock, config.overrides);
if (config.demo) await seedDemo({ identity, applications, teams, scenarios }, config.ownOrigins);

const engagements = createEngagements({ database, bus, clock, log, metrics });
const audit = new Audit(database, clock);
engagements.storeWith(supervisionTrail(audit));
const jobs = createJobs({ database, log, metrics });
const entrances = new Entrances({ database, clock, jobs });
const outbound = createOutbound(config, { database, jobs, log });
const conversations = new Conversations(config.outbound.country, {
  outbound,
  engagements,
  identity,
  database,
  bus,
  clock,
  log,
});
const meetingParts = {
  ...{ database, clock, engagements, entrances, outbound, applications, scenarios, teams },
  passwords: createPasswords(),
  publicOrigin: config.publicOrigin,
  codeLastsMs: config.meetingCodeHours * 3_600_000,
};
const meetings = new Meetings(meetingParts);
entrances.addDoor('meeting', meetingDoor(meetingParts));
const devices = new Devices(config.publicOrigin, { database, engagements, entrances, outbound, clock, log });
const files = await openRecordingFiles(config.recordings);
const keys = await loadMasterKeys(config.recording.keys, config.dataDir);
const keeping = new StillKeeping({ database, files, keys, clock, log });
const { recordings, playback } = createRecording({
  config,
  database,
  engine,
  engagements,
  audit,
  files,
  keys,
  stillFile: (engagementId, id) => keeping.best(engagementId, id),
  jobs,
  clock,
  log,
});
const stills = createStills({ engagements, audit, keeping, keys, jobs, database, bus, clock, log });
const messageFiles = new MessageFiles({
  engagements,
  audit,
  files,
  keys,
  jobs,
  database,
  bus,
  clock,
  log,
});
const media = createMedia({ engine, engagements, recordings, log });
const availabilities = createAvailabilities({ database, clock, teams, engagements });
const router = createRouter({ engagements, availabilities, bus, clock, log });
const timers = createTimers({ engagements, bus, clock, log }, config.waitingSeconds);
const gateway = createGateway(config, {
  engagements,
  availabilities,
  router,
  media,
  meetings,
  identity,
  teams,
  applications,
  conversations,
  devices,
  bus,
  clock,
  log,
  metrics,
});
await engagements.start();

let isDraining = false;
const http = await createHttp(
  { ...config, version: packageJson.version },
  {
    log,
    metrics,
    identity,
    applications,
    api: [
      identityRoutes(identity, {
        secureCookie: config.publicOrigin.startsWith('https:'),
        signInsPerMinute: config.limits.signInsPerMinute,
      }),
      scenarioRoutes(applications, scenarios),
      engagementRoutes({ engagements, applications, scenarios, teams }, config.limits),
      recordingRoutes({ playback, engagements, teams, audit }),
      stillRoutes({ stills, engagements, teams, audit }),
      messageRoutes({ messageFiles, engagements, teams, audit }),
      meetingRoutes(meetings),
      deviceRoutes({ devices, engagements, teams }),
      entranceRoutes(entrances, { entriesPerMinute: config.limits.engagementsPerMinute }),
      conversationRoutes({ conversations, outbound, database, engagements, teams, scenarios }),
      outboxRoutes(database, outbound, config.demo),
      outboxReplyRoutes({ conversations, outbound, isDemo: config.demo }),
      twilioRoutes({
        outbound,
        received: (sms) => conversations.receive(sms),
        config: config.outbound,
        publicOrigin: config.publicOrigin,
      }),
    ],
    participantPaths: [...stillPaths, ...messagePaths, ...devicePaths],
    pages: [
      pagesRoutes({
        folders: pageFolders(join(import.meta.dirname, '../..')),
        demo: config.demo,
        front: { demoSignIn: config.demo ? demoSignIn : undefined },
      }),
      operationsRoutes({
        database,
        metrics,
        media: engine,
        isDraining: () => isDraining,
      }),
    ],
  },
);
gateway.attach(http.server);

await identity.start();
await recordings.start();
await stills.start();
await messageFiles.start();
await jobs.start();
await http
  .listen({ host: config.host, port: config.port })
  .catch((error: unknown) => endStart(error, config, log));
timers.start();
gateway.start();

log.info(
  {
    url: config.publicOrigin,
    database: database.kind,
    demo: config.demo,
    startedInMs: Math.round(performance.now()),
  },
  'listening',
);
process.stdout.write(welcome(config));

stopOnSignal(log, async () => {
  isDraining = true;
  router.stop();
  timers.stop();
  identity.stop();
  await Promise.all([gateway.stop(), http.close()]);
  media.stop();
  await engine.close();
  recordings.stop();
  stills.stop();
  messageFiles.stop();
  await jobs.stop();
  await bus.close();
  await database.close();
});
