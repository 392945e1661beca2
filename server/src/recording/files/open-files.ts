import type { RecordingsConfig } from '../../recordings-config.ts';
import type { RecordingFiles } from './files.ts';
import { openLocalFiles } from './local-files.ts';

/** The store that the settings name. What S3 needs is loaded only for those who use it. */
export async function openRecordingFiles(config: RecordingsConfig): Promise<RecordingFiles> {
  if (config.kind === 'folder') return openLocalFiles(config.folder);
  const { openS3Files } = await import('./s3-files.ts');
  return openS3Files(config);
}
