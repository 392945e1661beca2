import type { Audit } from '../audit/audit.ts';
import type { Engagements } from '../engagement/engagements.ts';
import type { Bus } from '../platform/bus.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import type { MasterKeys } from '../recording/keys.ts';
import type { StillKeeping } from './keeping.ts';
import { Stills } from './stills.ts';

interface Parts {
  readonly engagements: Engagements;
  readonly audit: Audit;
  readonly keeping: StillKeeping;
  readonly keys: MasterKeys;
  readonly jobs: Jobs;
  readonly database: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
}

const purgeEverySeconds = 3_600;

export function createStills(parts: Parts): Stills {
  const stills = new Stills(parts);
  parts.jobs.schedule('stills.purge', purgeEverySeconds, ({ signal }) => stills.purge(signal));
  return stills;
}
