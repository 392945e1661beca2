import type { Config } from '../../config.ts';
import type { RecordingFiles } from './files.ts';
import { openLocalFiles } from './local-files.ts';

/** The store that the settings name. The S3 library is loaded only for those who use it. */
export async function openRecordingFiles({
  recordings,
}: Pick<Config, 'recordings'>): Promise<RecordingFiles> {
  if (recordings.kind === 'folder') return openLocalFiles(recordings.folder);
  const { openS3Files } = await import('./s3-files.ts');
  return openS3Files(recordings);
}
