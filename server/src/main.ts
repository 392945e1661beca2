import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { createApplications } from './application/application.ts';
import { demoSignIn, seedDemo } from './demo-seed.ts';
import { createHttp } from './http/http.ts';
import { operationsRoutes } from './http/operations.ts';
import { pageFolders } from './http/page-folders.ts';
import { pagesRoutes } from './http/pages.ts';
import { createIdentity } from './identity/identity.ts';
import { identityRoutes } from './identity/routes.ts';
import { createSystemClock } from './platform/clock.ts';
import { createLocalBus } from './platform/local-bus.ts';
import { createLog, prettyDestination } from './platform/log.ts';
import { createMetrics, exposeMediaFigures } from './platform/metrics.ts';
import { openDatabase } from './platform/open-database.ts';
import { configOrExit, endOnFault, endStart, stopOnSignal } from './process.ts';
import { startMedia } from './start-media.ts';
import { createScenarios } from './scenario/scenario.ts';
import { scenarioRoutes } from './scenario/routes.ts';
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
const [database, media] = await Promise.all([openDatabase(config, log), startMedia(config.media)]).catch(
  (error: unknown) => endStart(error, config, log),
);
exposeMediaFigures(metrics, () => media.counters());

const identity = createIdentity({ database, bus, clock, log, metrics });
const applications = createApplications(database, clock);
const teams = createTeams(database, clock);
const scenarios = createScenarios(database, clock, config.overrides);
if (config.demo) await seedDemo({ identity, applications, teams, scenarios }, config.ownOrigins);
await identity.start();

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
    ],
    pages: [
      pagesRoutes({
        folders: pageFolders(join(import.meta.dirname, '../..')),
        demo: config.demo,
        front: { demoSignIn: config.demo ? demoSignIn : undefined },
      }),
      operationsRoutes({
        database,
        metrics,
        media,
        isDraining: () => isDraining,
      }),
    ],
  },
);
await http
  .listen({ host: config.host, port: config.port })
  .catch((error: unknown) => endStart(error, config, log));

log.info({ url: config.publicOrigin, database: database.kind, demo: config.demo }, 'listening');
process.stdout.write(welcome(config));

stopOnSignal(log, async () => {
  isDraining = true;
  await http.close();
  identity.stop();
  await media.close();
  await bus.close();
  await database.close();
});
