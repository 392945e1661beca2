import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chapterFile } from './chapters.ts';
import { findFfmpeg, runFfmpeg, type RunOutcome } from './ffmpeg.ts';
import { fontFile } from './font.ts';
import type { Composed, CompositionMaterial, TakeMaterial } from './material.ts';
import { frameRate, planOf, type Plan } from './plan.ts';
import { mixArguments, muxArguments, soundBatches, type MixedSound } from './sound-arguments.ts';
import { windowArguments } from './window-arguments.ts';
import { englishWords } from './words.ts';

export interface ComposeOptions {
  /** Absolute; what is made lies here, and everything in it may be removed afterwards. */
  readonly workDir: string;
  readonly signal: AbortSignal;
  /** 0..1 */
  readonly onProgress: (share: number) => void;
}

export type ComposeOutcome =
  | { readonly ok: true; readonly value: Composed }
  | { readonly ok: false; readonly code: 'no-ffmpeg' | 'no-media' | 'failed'; readonly detail: string };

/** What the pictures cost of all the work, by experience. */
const pictureShare = 0.9;

/**
 * Makes one file of all takes: pictures where the layout has them, sound mixed, chapters from the log. Pictures are
 * made window by window as raw frames at a fixed rate and only then put together, so that time is exact however long
 * it takes. @throws when `signal` is aborted
 */
export async function compose(
  material: CompositionMaterial,
  options: ComposeOptions,
): Promise<ComposeOutcome> {
  if (!planOf(material, englishWords)) return noMedia;
  const can = await findFfmpeg();
  if (!can?.h264) return { ok: false, code: 'no-ffmpeg', detail: 'there is no ffmpeg that has libx264' };
  const plan = planOf({ ...material, takes: await readable(material.takes, options) }, englishWords);
  if (!plan) return noMedia;
  const pictures = await makePictures(plan, can.text ? fontFile : undefined, options);
  if (!pictures.ok) return pictures;
  const mixed = await mixSounds(plan, options);
  if (!mixed.ok) return mixed;
  const path = 'composed.mp4';
  const lengthMs = (plan.frames * 1_000) / frameRate;
  await writeFile(join(options.workDir, 'chapters.txt'), chapterFile(plan.chapters, lengthMs));
  const muxed = await runFfmpeg(muxArguments(mixed.sounds, lengthMs, plan.startedAtMs, path), {
    signal: options.signal,
    folder: options.workDir,
    onFrame: (frame) => {
      options.onProgress(pictureShare + (1 - pictureShare) * Math.min(1, frame / plan.frames));
    },
  });
  if (!muxed.ok) return muxed;
  options.onProgress(1);
  return {
    ok: true,
    value: {
      path: join(options.workDir, path),
      contentType: 'video/mp4',
      durationMs: Math.round(lengthMs),
    },
  };
}

const noMedia = { ok: false, code: 'no-media', detail: 'no take has a picture or a sound' } as const;

/** Those that ffmpeg can open: one that it can't must not cost the rest. */
async function readable(
  takes: readonly TakeMaterial[],
  { workDir, signal }: ComposeOptions,
): Promise<TakeMaterial[]> {
  const kept: TakeMaterial[] = [];
  for (const take of takes) {
    const probe = ['-i', take.path, '-map', '0', '-c', 'copy', '-t', '0.1', '-f', 'null', '-'];
    if ((await runFfmpeg(probe, { signal, folder: workDir })).ok) kept.push(take);
  }
  return kept;
}

async function makePictures(
  plan: Plan,
  font: string | undefined,
  { workDir, signal, onProgress }: ComposeOptions,
): Promise<RunOutcome> {
  const all = join(workDir, 'pictures');
  for (const window of plan.windows) {
    if (window.card !== undefined) await writeFile(join(workDir, 'card.txt'), window.card);
    const made = await runFfmpeg(windowArguments(window, font, 'window'), {
      signal,
      folder: workDir,
      onFrame: (frame) => {
        onProgress((pictureShare * (window.firstFrame + Math.min(frame, window.frames))) / plan.frames);
      },
    });
    if (!made.ok) return made;
    await appendFile(all, await readFile(join(workDir, 'window')));
    await rm(join(workDir, 'window'));
  }
  return { ok: true };
}

/** So many at once that a system's limits on open files are far away; what is left is few. */
async function mixSounds(
  plan: Plan,
  { workDir, signal }: ComposeOptions,
): Promise<{ ok: true; sounds: readonly MixedSound[] } | Extract<RunOutcome, { ok: false }>> {
  const batches = soundBatches(plan.sounds);
  if (batches.length === 1)
    return { ok: true, sounds: plan.sounds.map(({ take, delayMs }) => ({ path: take.path, delayMs })) };
  const sounds: MixedSound[] = [];
  for (const [index, batch] of batches.entries()) {
    const path = `sound-${String(index)}.flac`;
    const mixed = await runFfmpeg(mixArguments(batch, path), { signal, folder: workDir });
    if (!mixed.ok) return mixed;
    sounds.push({ path, delayMs: 0 });
  }
  return { ok: true, sounds };
}
