import { createReadStream, createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { chapterFile } from './chapters.ts';
import { findFfmpeg, runFfmpeg, type RunOutcome } from './ffmpeg.ts';
import { writeInkPictures } from './ink-pictures.ts';
import { fontsFor } from './font.ts';
import type { Composed, CompositionMaterial } from './material.ts';
import { frameRate, isSound, planOf, type Plan, type Window } from './plan.ts';
import { readableTakes } from './readable.ts';
import { mixArguments, muxArguments, soundBatches, takeSound, type MixedSound } from './sound-arguments.ts';
import { backgroundColor, cardTextFile, runsOf, windowArguments } from './window-arguments.ts';
import { englishWords, type CompositionWords } from './words.ts';

export interface ComposeOptions {
  /** Absolute; what is made lies here, and everything in it may be removed afterwards. */
  readonly workDir: string;
  readonly signal: AbortSignal;
  /** 0..1; begins anew when the work does. */
  readonly onProgress: (share: number) => void;
  /** What stands on cards and at chapters; English without. */
  readonly words?: CompositionWords;
}

export type ComposeOutcome =
  | { readonly ok: true; readonly value: Composed }
  | { readonly ok: false; readonly code: 'no-ffmpeg' | 'no-media' | 'failed'; readonly detail: string };

/** What the pictures cost of all the work, by experience. */
const pictureShare = 0.9;

/**
 * Makes one file of all takes: pictures where the layout has them, sound mixed, chapters from the log. Pictures are
 * made window by window as raw frames at a fixed rate and only then put together, so that time is exact however long
 * it takes. A take that ffmpeg can't read is left out, and named in the outcome. @throws when `signal` is aborted
 */
export async function compose(
  material: CompositionMaterial,
  options: ComposeOptions,
): Promise<ComposeOutcome> {
  if (!planOf(material, englishWords)) return noMedia;
  const can = await findFfmpeg();
  if (!can?.h264) return { ok: false, code: 'no-ffmpeg', detail: 'there is no ffmpeg that has libx264' };
  const first = await composeAll(material, can.text, options);
  if (first.ok || first.code !== 'failed') return first;
  // Looking at every take before would cost more than doing this again for the few recordings that need it.
  const takes = await readableTakes(material.takes, options);
  if (takes.length === material.takes.length) return first;
  const second = await composeAll({ ...material, takes }, can.text, options);
  if (!second.ok) return second;
  const unreadable = material.takes.filter((take) => !takes.includes(take)).map(({ id }) => id);
  return { ok: true, value: { ...second.value, leftOut: [...unreadable, ...second.value.leftOut] } };
}

const noMedia = { ok: false, code: 'no-media', detail: 'no take has a picture or a sound' } as const;

async function composeAll(
  material: CompositionMaterial,
  hasText: boolean,
  options: ComposeOptions,
): Promise<ComposeOutcome> {
  const { workDir, signal, onProgress, words = englishWords } = options;
  const plan = planOf(material, words);
  if (!plan) return noMedia;
  const pictures = await makePictures(plan, hasText, options);
  if (!pictures.ok) return pictures;
  const mixed = await mixSounds(plan, options);
  if (!mixed.ok) return mixed;
  const path = 'composed.mp4';
  const lengthMs = (plan.frames * 1_000) / frameRate;
  await writeFile(join(workDir, 'chapters.txt'), chapterFile(plan.chapters, lengthMs));
  const muxed = await runFfmpeg(muxArguments(mixed.sounds, lengthMs, plan.startedAtMs, path), {
    signal,
    folder: workDir,
    onFrame: (frame) => {
      onProgress(pictureShare + (1 - pictureShare) * Math.min(1, frame / plan.frames));
    },
  });
  if (!muxed.ok) return muxed;
  onProgress(1);
  const shown = new Set(plan.windows.flatMap((window) => window.shown.map(({ take }) => take)));
  const leftOut = material.takes.filter((take) => !isSound(take) && !shown.has(take)).map(({ id }) => id);
  return {
    ok: true,
    value: {
      path: join(workDir, path),
      contentType: 'video/mp4',
      durationMs: Math.round(lengthMs),
      leftOut,
    },
  };
}

async function makePictures(plan: Plan, hasText: boolean, options: ComposeOptions): Promise<RunOutcome> {
  const all = join(options.workDir, 'pictures');
  const piece = join(options.workDir, 'window');
  await rm(all, { force: true });
  for (const { window, times } of plan.windows.flatMap(runsOf)) {
    const made = await makeWindow(window, hasText, options, (frame) => {
      options.onProgress((pictureShare * (window.firstFrame + Math.min(frame, window.frames))) / plan.frames);
    });
    if (!made.ok) return made;
    for (let time = 0; time < times; time += 1)
      await pipeline(createReadStream(piece), createWriteStream(all, { flags: 'a', mode: 0o600 }));
  }
  return { ok: true, frames: plan.frames };
}

/** A frame too few would let everything after it come too early. */
async function makeWindow(
  window: Window,
  hasText: boolean,
  { workDir, signal }: ComposeOptions,
  onFrame: (frame: number) => void,
): Promise<RunOutcome> {
  const { card } = window;
  if (card !== undefined) await writeFile(join(workDir, cardTextFile), card, { mode: 0o600 });
  await writeInkPictures(window, workDir, backgroundColor);
  const make = (font: string | undefined) =>
    runFfmpeg(windowArguments(window, font, 'window'), { signal, folder: workDir, onFrame });
  // A font that this ffmpeg can't use costs the words, not the recording.
  for (const font of card !== undefined && hasText ? fontsFor(card) : []) {
    const made = await make(font);
    if (made.ok) return made;
  }
  const made = await make(undefined);
  if (!made.ok || made.frames === window.frames) return made;
  const detail = `${String(made.frames)} of ${String(window.frames)} frames from ${String(window.firstFrame)} on`;
  return { ok: false, code: 'failed', detail };
}

/** So many at once that a system's limits on open files are far away; what is left is few. */
async function mixSounds(
  plan: Plan,
  { workDir, signal }: ComposeOptions,
): Promise<{ ok: true; sounds: readonly MixedSound[] } | Extract<RunOutcome, { ok: false }>> {
  const batches = soundBatches(plan.sounds);
  if (batches.length === 1) return { ok: true, sounds: plan.sounds.map(takeSound) };
  const sounds: MixedSound[] = [];
  for (const [index, batch] of batches.entries()) {
    const path = `sound-${String(index)}.flac`;
    const mixed = await runFfmpeg(mixArguments(batch, path), { signal, folder: workDir });
    if (!mixed.ok) return mixed;
    sounds.push({ input: ['-i', path], delayMs: 0 });
  }
  return { ok: true, sounds };
}
