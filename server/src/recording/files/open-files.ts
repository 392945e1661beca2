import { join } from 'node:path';
import type { Config } from '../../config.ts';
import type { RecordingFiles } from './files.ts';
import { openLocalFiles } from './local-files.ts';

/** The store that the settings name. */
export function openRecordingFiles({ dataDir }: Pick<Config, 'dataDir'>): Promise<RecordingFiles> {
  return openLocalFiles(join(dataDir, 'recordings'));
}
