import type { Database } from '../src/platform/database.ts';
import { createApplications } from '../src/application/application.ts';
import { createIdentity } from '../src/identity/identity.ts';
import { createLocalBus } from '../src/platform/local-bus.ts';
import { createLog, type Log } from '../src/platform/log.ts';
import { createMetrics } from '../src/platform/metrics.ts';
import { createScenarios } from '../src/scenario/scenario.ts';
import { createTeams } from '../src/team/team.ts';
import type { TermsOverrides } from '../src/config.ts';
import { createManualClock } from './manual-clock.ts';

/** The real parts on one database, with a clock that the test moves. */
export function createParts(
  database: Database,
  options: { readonly log?: Log; readonly overrides?: TermsOverrides } = {},
) {
  const clock = createManualClock();
  const log = options.log ?? createLog({ level: 'silent' });
  const metrics = createMetrics();
  const bus = createLocalBus(log, (topic) => metrics.busFailures.inc({ topic }));
  return {
    clock,
    log,
    metrics,
    bus,
    database,
    identity: createIdentity({ database, bus, clock, log, metrics }),
    applications: createApplications(database, clock),
    teams: createTeams(database, clock),
    scenarios: createScenarios(database, clock, options.overrides ?? {}),
  };
}
