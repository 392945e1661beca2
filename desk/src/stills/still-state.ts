import type { Still } from '@parley/protocol';
import { t } from '../words.ts';

/** Sizes with a thin space would be read as one number; the times sign is what people know. */
const sizeOf = ({ width, height }: { readonly width: number; readonly height: number }) => ({
  width: String(width),
  height: String(height),
});

/** Of the sharp picture: there, on its way (with its share, 0..1, once something has come), or why it won't come. */
export function sharpness(
  { picture, problem }: Pick<Still, 'picture' | 'problem'>,
  progress: number | undefined,
): string {
  if (picture) return t('still.sharp', sizeOf(picture));
  if (problem) return t(`still.problem.${problem}`);
  if (progress === undefined) return t('still.coming');
  return t('still.progress', { percent: Math.round(progress * 100) });
}

/** The best description of its file that is known so far. */
export const bestOf = ({ picture, preview }: Still): Still['picture'] => picture ?? preview;

export const sizeWords = (still: Still): string | undefined => {
  const best = bestOf(still);
  return best && t('still.size', sizeOf(best));
};
