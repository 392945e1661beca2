import { createMediaEngine, type MediaEngine } from '@parley/sfu';
import type { MediaConfig } from './config.ts';
import { SettingAtFault } from './process.ts';

/** @throws SettingAtFault when the media processes cannot have their ports. */
export async function startMedia(config: MediaConfig): Promise<MediaEngine> {
  try {
    return await createMediaEngine({ ...config, preferredVideoCodec: 'VP8' });
  } catch (cause) {
    const ports = config.processes === 1 ? '' : ` and the ${String(config.processes - 1)} after it`;
    throw new SettingAtFault(
      `MEDIA_PORT ${String(config.port)}${ports}: no media could be served there, on UDP and TCP. Stop the program that has it, or set MEDIA_PORT.`,
      { cause },
    );
  }
}
