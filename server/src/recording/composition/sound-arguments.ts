import { takeInput } from './ffmpeg.ts';
import { frameRate, type Plan } from './plan.ts';

/** A take, or what several were mixed to; ffmpeg's arguments for reading it, and when it begins. */
export interface MixedSound {
  readonly input: readonly string[];
  readonly delayMs: number;
}

type Sounds = Plan['sounds'];

const maxAtOnce = 24;
const sampleRate = 48_000;

/** Groups that are mixed together first. */
export function soundBatches(sounds: Sounds): Sounds[] {
  const batches: Sounds[] = [];
  for (let at = 0; at < Math.max(1, sounds.length); at += maxAtOnce)
    batches.push(sounds.slice(at, at + maxAtOnce));
  return batches;
}

export const takeSound = ({ take, delayMs }: Sounds[number]): MixedSound => ({
  input: takeInput(take.path),
  delayMs,
});

/** Several takes to one file without loss, each at its time. */
export function mixArguments(batch: Sounds, output: string): string[] {
  const sounds = batch.map(takeSound);
  return [
    ...sounds.flatMap(({ input }) => input),
    ...['-filter_complex', `${mixGraph(sounds, 0)}[mix]`, '-map', '[mix]', '-c:a', 'flac', output],
  ];
}

/**
 * Holes (packets that were lost, silence that was not sent) are filled by what the timestamps say, and a clock that
 * drifts is followed by stretching a little: both keep sound where the pictures are. The resampler is there from the
 * beginning (`+res`): when it is put in for the first stretch, libswresample begins anew at time 0.
 */
function mixGraph(sounds: readonly MixedSound[], firstInput: number): string {
  const parts = sounds.map(
    ({ delayMs }, index) =>
      `[${String(firstInput + index)}:a]aresample=${String(sampleRate)}:flags=+res:async=1000:min_hard_comp=0.04:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=stereo,adelay=${String(delayMs)}:all=1[a${String(index)}]`,
  );
  const labels = sounds.map((_, index) => `[a${String(index)}]`).join('');
  const mix =
    sounds.length === 1
      ? `${labels}anull`
      : `${labels}amix=inputs=${String(sounds.length)}:normalize=0:dropout_transition=0`;
  // Voices that add up beyond full scale are held back rather than clipped.
  return [...parts, `${mix},alimiter=limit=0.95:level=0:latency=1`].join(';');
}

/** Ticks of the pictures' clock in the file, and in each frame. */
const timescale = 90_000;
const frameTicks = String(timescale / frameRate);

/** The other way of coding costs as much again as all else that is done to sound, and at this rate sounds no better (SDR). */
const soundCoding = ['-c:a', 'aac', '-aac_coder', 'fast', '-b:a', '128k', '-ar', String(sampleRate)];

/** Pictures, sound and chapters into one file that can be played while it is fetched. */
export function muxArguments(
  sounds: readonly MixedSound[],
  lengthMs: number,
  startedAtMs: number,
  output: string,
): string[] {
  const seconds = (lengthMs / 1_000).toFixed(4);
  const sound =
    sounds.length === 0
      ? []
      : ['-filter_complex', `${mixGraph(sounds, 2)},apad,atrim=end=${seconds}[sound]`, '-map', '[sound]'];
  return [
    ...['-framerate', String(frameRate), '-f', 'h264', '-i', 'pictures'],
    ...['-f', 'ffmetadata', '-i', 'chapters.txt'],
    ...sounds.flatMap(({ input }) => input),
    ...sound,
    ...['-map', '0:v', '-map_metadata', '1', '-map_chapters', '1', '-c:v', 'copy'],
    // Raw frames have no times of their own.
    ...[
      '-bsf:v',
      `setts=pts=N*${frameTicks}:dts=N*${frameTicks}`,
      '-video_track_timescale',
      String(timescale),
    ],
    ...(sounds.length === 0 ? [] : soundCoding),
    ...['-metadata', `creation_time=${new Date(startedAtMs).toISOString()}`],
    ...['-movflags', '+faststart', output],
  ];
}
