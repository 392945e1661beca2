import { execFileSync } from 'node:child_process';

/** What is in a video file, as ffmpeg sees it. */

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface ProbedTrack {
  readonly codec_type: string;
  readonly codec_name: string;
  readonly width?: number;
  readonly height?: number;
}

interface Probed {
  readonly streams: readonly ProbedTrack[];
  readonly format: { readonly duration: string };
}

export function probe(path: string) {
  const args = ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', path];
  const found = JSON.parse(execFileSync('ffprobe', args, { encoding: 'utf8' })) as Probed;
  return {
    video: found.streams.find(({ codec_type }) => codec_type === 'video'),
    audio: found.streams.find(({ codec_type }) => codec_type === 'audio'),
    duration: Number(found.format.duration),
  };
}

const crop = ({ x, y, width, height }: Area) =>
  `crop=${String(width)}:${String(height)}:${String(x)}:${String(y)}`;

const raw = (args: readonly string[]): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', ...args, '-f', 'rawvideo', '-'], { maxBuffer: 1 << 28 });

/** Of one moment (seconds) and one part of the picture; 0..255 each. */
export function averageColor(path: string, at: number, area: Area) {
  const filter = `${crop(area)},scale=1:1:flags=area`;
  const pixel = raw(['-ss', at.toFixed(3), '-i', path, '-vf', filter, '-frames:v', '1', '-pix_fmt', 'rgb24']);
  const [red = 0, green = 0, blue = 0] = pixel;
  return { red, green, blue };
}

/** When, in seconds, that part of the picture turns white. */
export function flashesIn(path: string, area: Area, framesPerSecond = 30): number[] {
  const levels = raw(['-i', path, '-vf', `${crop(area)},scale=1:1:flags=area`, '-pix_fmt', 'gray']);
  return rises([...levels].map((level) => level > 200)).map((frame) => frame / framesPerSecond);
}

/** When, in seconds, a tone begins. */
export function beepsIn(path: string): number[] {
  const rate = 8_000;
  const windowMs = 5;
  const samples = execFileSync(
    'ffmpeg',
    ['-v', 'error', '-i', path, '-ac', '1', '-ar', String(rate), '-f', 's16le', '-'],
    { maxBuffer: 1 << 28 },
  );
  const length = (rate * windowMs) / 1_000;
  const loud: boolean[] = [];
  for (let at = 0; at + length * 2 <= samples.length; at += length * 2) {
    let sum = 0;
    for (let n = 0; n < length; n++) sum += Math.abs(samples.readInt16LE(at + n * 2));
    loud.push(sum / length > 1_500);
  }
  return rises(loud, 40).map((window) => (window * windowMs) / 1_000);
}

/** Where false turns to true after at least `quiet` times false. */
function rises(values: readonly boolean[], quiet = 5): number[] {
  const found: number[] = [];
  let silence = quiet;
  for (const [index, value] of values.entries()) {
    if (value && silence >= quiet) found.push(index);
    silence = value ? 0 : silence + 1;
  }
  return found;
}
