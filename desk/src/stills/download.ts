import { isOn } from '@parley/engagement';
import type { EngagementState, Still } from '@parley/protocol';
import { getBlob } from '@parley/ui/http';
import { notify } from '../client/notices.ts';
import { t } from '../words.ts';
import { bestPath } from './still-path.ts';

export type StillFormat = 'png' | 'jpeg' | 'original';

const endings = { png: 'png', jpeg: 'jpg', original: 'jpg' } as const satisfies Record<StillFormat, string>;

/** `still-2026-03-04-14-05-09.png`: sorts by time, and fits every file system. */
export const fileName = ({ at }: Pick<Still, 'at'>, format: StillFormat): string =>
  `still-${at.slice(0, 19).replaceAll(/[T:]/g, '-')}.${endings[format]}`;

/**
 * The still as a file, with the ink that lies on it now burnt in, at its own pixel size. Asked of the server each time,
 * which writes down that a copy was taken. @throws ApiError
 */
async function stillFile(engagement: EngagementState, still: Still, format: StillFormat): Promise<Blob> {
  const path = bestPath(engagement.id, still);
  if (!path) throw new Error('Nothing of it has arrived');
  const original = await getBlob(`${path}?download=1`);
  if (format === 'original') return original;
  const ink = engagement.ink.filter((stroke) => isOn(stroke, { kind: 'still', stillId: still.id }));
  const [{ burnIn }, image] = await Promise.all([import('@parley/ink'), createImageBitmap(original)]);
  try {
    return await burnIn(image, ink, image, `image/${format}`);
  } finally {
    image.close();
  }
}

/** Gives the still to the associate as a download; says so when it can't. */
export async function downloadStill(
  engagement: EngagementState,
  still: Still,
  format: StillFormat,
): Promise<void> {
  try {
    const url = URL.createObjectURL(await stillFile(engagement, still, format));
    const link = document.createElement('a');
    link.href = url;
    link.download = fileName(still, format);
    link.click();
    // The browser has taken it up by then; a file of 25 MB is not to stay in memory.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  } catch {
    notify(t('still.download-failed'));
  }
}
