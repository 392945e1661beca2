import { join } from 'node:path';
import type { EngagementId, StillId } from '@parley/protocol';
import type { MediaEngine } from '@parley/sfu';
import type { Audit } from '../audit/audit.ts';
import type { Config } from '../config.ts';
import type { Engagements } from '../engagement/engagements.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import { Compositions } from './compositions.ts';
import type { RecordingFiles } from './files/files.ts';
import { Finishing } from './finishing.ts';
import type { MasterKeys } from './keys.ts';
import { Playback } from './playback.ts';
import { Recordings } from './recordings.ts';

interface Parts {
  readonly config: Pick<Config, 'dataDir' | 'recording'>;
  readonly database: Database;
  readonly engine: MediaEngine;
  readonly engagements: Engagements;
  readonly audit: Audit;
  readonly keys: MasterKeys;
  readonly stillFile: (engagementId: EngagementId, id: StillId) => Promise<Buffer | undefined>;
  readonly files: RecordingFiles;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly log: Log;
}

const purgeEverySeconds = 3_600;

/** From the red circle to what people watch: capture, finishing, composition, playback, and the end. */
export function createRecording({ config, ...parts }: Parts) {
  const takesDir = join(config.dataDir, 'takes');
  const compositions = new Compositions({
    ...parts,
    workDir: join(config.dataDir, 'compositions'),
    parallel: config.recording.compositions,
  });
  const finishing = new Finishing({ ...parts, takesDir, compositions });
  const recordings = new Recordings({ ...parts, takesDir, finishing });
  const playback = new Playback(parts);
  parts.jobs.schedule('recording.purge', purgeEverySeconds, ({ signal }) => playback.purge(signal));
  return { recordings, playback };
}
