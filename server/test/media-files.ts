import { execFileSync } from 'node:child_process';

/** Takes made by ffmpeg, as a recorder writes them: one track, neither cues nor duration; and what is in a video file. */

const run = (program: string, args: readonly string[]): Buffer =>
  execFileSync(program, ['-v', 'error', ...args], {
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });

const asTake = ['-f', 'webm', '-live', '1', '-cluster_time_limit', '1000'];
/** Each second, half a second in: a flash or a beep of a tenth. */
const now = 'between(mod(t\\,1)\\,0.5\\,0.6)';

export interface PictureOptions {
  /** With times as a camera has them, of which no frame rate can be made out. */
  readonly uneven?: boolean;
  readonly color: string;
  readonly seconds: number;
  readonly size?: string;
  readonly framesPerSecond?: number;
  readonly flashing?: boolean;
  readonly codec?: 'vp8' | 'h264';
}

/** One key frame at the beginning, and then none. */
export function makePicture(path: string, options: PictureOptions): void {
  const { color, seconds, size = '640x360', framesPerSecond = 30, flashing, codec = 'vp8', uneven } = options;
  const flash = flashing ? `,drawbox=t=fill:color=white:enable='${now}'` : '';
  const coding =
    codec === 'vp8'
      ? ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '800k', ...asTake]
      : [
          '-c:v',
          'libx264',
          '-preset',
          'ultrafast',
          '-bf',
          '0',
          '-sc_threshold',
          '0',
          '-f',
          'matroska',
          '-live',
          '1',
        ];
  const clock = uneven ? ",settb=1/1000,setpts='N*33+mod(N*N*11,17)'" : '';
  const source = `color=c=${color}:s=${size}:r=${String(framesPerSecond)}${flash}${clock}`;
  const asTimed = uneven ? ['-fps_mode', 'passthrough', '-enc_time_base', '1/1000'] : [];
  const length = ['-t', String(seconds), '-g', '99999', ...asTimed];
  run('ffmpeg', ['-y', '-f', 'lavfi', '-i', source, ...length, '-pix_fmt', 'yuv420p', ...coding, path]);
}

/** The pictures of several files as one track that changes its size. @param list names the files, as ffmpeg reads it */
export function joinPictures(path: string, list: string): void {
  run('ffmpeg', ['-y', '-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', ...asTake, path]);
}

interface SoundOptions {
  readonly seconds: number;
  readonly tone?: number;
  /** Packets that never came, as an expression of ffmpeg's on their number `n`: 50 a second. */
  readonly lost?: string;
  /** How fast the sender's clock is. */
  readonly clock?: number;
}

/** Beeps. */
export function makeSound(path: string, { seconds, tone = 1_000, lost, clock }: SoundOptions): void {
  const source = `aevalsrc=0.4*sin(2*PI*${String(tone)}*t)*${now}:s=48000`;
  const filters = [
    ...(clock === undefined ? [] : [`setts=ts=TS*${String(clock)}`]),
    ...(lost === undefined ? [] : [`noise=drop='${lost}'`]),
  ];
  const changed = filters.length === 0 ? [] : ['-bsf:a', filters.join(',')];
  run('ffmpeg', [
    ...['-y', '-f', 'lavfi', '-i', source, '-t', String(seconds), '-c:a', 'libopus', '-b:a', '32k'],
    ...[...changed, ...asTake, path],
  ]);
}

interface Probed {
  readonly streams: readonly {
    readonly codec_type: string;
    readonly codec_name: string;
    readonly width?: number;
    readonly height?: number;
    readonly nb_frames?: string;
    readonly duration?: string;
    readonly r_frame_rate?: string;
  }[];
  readonly format: { readonly duration: string; readonly tags?: Readonly<Record<string, string>> };
  readonly chapters: readonly { readonly start_time: string; readonly tags: { readonly title: string } }[];
}

export function probe(path: string) {
  const shown = ['-show_streams', '-show_format', '-show_chapters', '-of', 'json'];
  const found = JSON.parse(run('ffprobe', [...shown, path]).toString()) as Probed;
  return {
    video: found.streams.find(({ codec_type }) => codec_type === 'video'),
    audio: found.streams.find(({ codec_type }) => codec_type === 'audio'),
    seconds: Number(found.format.duration),
    tags: found.format.tags,
    chapters: found.chapters.map(({ start_time, tags: { title } }) => ({ at: Number(start_time), title })),
  };
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const crop = ({ x, y, width, height }: Area) =>
  `crop=${String(width)}:${String(height)}:${String(x)}:${String(y)}`;

export type Color = 'red' | 'green' | 'blue' | 'white' | 'dark' | 'mixed';

/** Of one frame, counted from 0, and one part of the picture. */
export function colorAt(path: string, frame: number, area: Area): Color {
  const filter = `${crop(area)},scale=1:1:flags=area`;
  const seek = ['-ss', ((frame + 0.1) / 30 - 1 / 30).toFixed(4)];
  const [red = 0, green = 0, blue = 0] = run('ffmpeg', [
    ...[...(frame > 0 ? seek : []), '-i', path, '-vf', filter, '-frames:v', '1'],
    ...['-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'],
  ]);
  const bright = [red, green, blue].map((level) => level > 90);
  if (bright.every(Boolean)) return 'white';
  if (Math.max(red, green, blue) < 60) return 'dark';
  const only = bright.filter(Boolean).length === 1;
  return only ? ((['red', 'green', 'blue'] as const)[bright.indexOf(true)] ?? 'mixed') : 'mixed';
}

/** The brightest level of one frame's part, 0..255. */
export function brightestAt(path: string, seconds: number, area: Area): number {
  const seek = ['-ss', seconds.toFixed(3), '-i', path];
  const out = ['-vf', crop(area), '-frames:v', '1', '-pix_fmt', 'gray', '-f', 'rawvideo', '-'];
  return Math.max(...run('ffmpeg', [...seek, ...out]));
}

interface Part {
  readonly from: number;
  readonly seconds: number;
}

const within = ({ from, seconds }: Part) => ['-ss', from.toFixed(3), '-t', seconds.toFixed(3)];

/** When a part of the picture turns white, seconds from the file's beginning. */
export function flashesIn(path: string, area: Area, part: Part): number[] {
  const filter = `${crop(area)},scale=1:1:flags=area`;
  const out = ['-pix_fmt', 'gray', '-f', 'rawvideo', '-'];
  const levels = run('ffmpeg', [...within(part), '-i', path, '-vf', filter, ...out]);
  return rises([...levels].map((level) => level > 200)).map((frame) => part.from + frame / 30);
}

/** When a tone begins, seconds from the file's beginning. */
export function beepsIn(path: string, part: Part): number[] {
  const rate = 8_000;
  const length = rate / 200;
  const out = ['-ac', '1', '-ar', String(rate), '-f', 's16le', '-'];
  const samples = run('ffmpeg', [...within(part), '-i', path, ...out]);
  const loud = Array.from({ length: Math.floor(samples.length / 2 / length) }, (_, window) => {
    let sum = 0;
    for (let n = 0; n < length; n++) sum += Math.abs(samples.readInt16LE((window * length + n) * 2));
    return sum / length > 1_500;
  });
  return rises(loud).map((window) => part.from + window / 200);
}

/** Where false turns to true, the quiet before not counting when the part begins in a loud one. */
function rises(values: readonly boolean[]): number[] {
  return values.flatMap((value, index) => (value && index > 0 && !values[index - 1] ? [index] : []));
}
