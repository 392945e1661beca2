import { runFfmpeg, takeInput, type RunOptions } from './ffmpeg.ts';
import type { TakeMaterial } from './material.ts';
import { isSound } from './plan.ts';

/** Those that ffmpeg can open and decode something of. @throws when `signal` is aborted */
export async function readableTakes(
  takes: readonly TakeMaterial[],
  { signal, workDir }: Pick<RunOptions, 'signal'> & { readonly workDir: string },
): Promise<readonly TakeMaterial[]> {
  const readable: TakeMaterial[] = [];
  for (const take of takes) {
    const isPicture = !isSound(take);
    const enough = isPicture ? ['-map', '0:v', '-frames:v', '1'] : ['-map', '0:a', '-frames:a', '1'];
    const read = await runFfmpeg([...takeInput(take.path), ...enough, '-f', 'null', '-'], {
      signal,
      folder: workDir,
    });
    if (read.ok && (!isPicture || read.frames > 0)) readable.push(take);
  }
  return readable;
}
