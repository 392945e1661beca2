import { carryOut } from './admin/carry-out.ts';
import { readOrder, usage } from './admin/order.ts';
import { readPassword } from './admin/read-password.ts';
import { createApplications } from './application/application.ts';
import { createIdentity } from './identity/identity.ts';
import { createSystemClock } from './platform/clock.ts';
import { createLocalBus } from './platform/local-bus.ts';
import { createLog } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { openDatabase } from './platform/open-database.ts';
import { configOrExit, endStart } from './process.ts';
import { createScenarios } from './scenario/scenario.ts';
import { createTeams } from './team/team.ts';

const read = readOrder(process.argv.slice(2));
if (!read.ok) {
  process.stderr.write(`${read.sentences.map((sentence) => `${sentence}.\n`).join('')}\n${usage}`);
  process.exit(2);
}

const config = configOrExit(process.env);
const log = createLog({ level: 'error' });
const clock = createSystemClock();
const metrics = createMetrics();
const bus = createLocalBus(log, (topic) => metrics.busFailures.inc({ topic }));
const database = await openDatabase(config, log).catch((error: unknown) => endStart(error, config, log));
const capabilities = {
  identity: createIdentity({ database, bus, clock, log, metrics }),
  applications: createApplications(database, clock),
  teams: createTeams(database, clock),
  scenarios: createScenarios(database, clock, {}),
};
const { ok, sentence } = await carryOut(capabilities, read.order, readPassword);
await database.close();
process[ok ? 'stdout' : 'stderr'].write(`${sentence}\n`);
process.exit(ok ? 0 : 1);
