import { canvas, type Box } from './layout.ts';
import { frameRate, type Shown, type Window } from './plan.ts';

const background = '0x12151b';
const edge = '0x3a4150';
const textColor = '0xe8ebf0';

/** Raw H.264 without B-frames can be strung together byte by byte, and frames be counted instead of timed. */
const coding = [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-bf', '0', '-g', '150'],
  ...['-profile:v', 'main', '-pix_fmt', 'yuv420p', '-f', 'h264'],
];

/** What makes the pictures of one window: exactly `window.frames` of them. Paths are relative to the work folder. */
export function windowArguments(window: Window, font: string | undefined, output: string): string[] {
  const inputs = window.shown.flatMap((shown) => inputArguments(shown));
  const graph = window.shown.length > 0 ? pictureGraph(window) : cardGraph(window, font);
  return [
    ...inputs,
    ...['-filter_complex', graph, '-map', '[out]', '-an'],
    ...['-frames:v', String(window.frames), '-r', String(frameRate)],
    ...coding,
    output,
  ];
}

/** From the frame that is seen when the window begins; not further than the picture keeps its size. */
function inputArguments({ take, fromMs, untilMs }: Shown): string[] {
  const seconds = (ms: number) => (ms / 1_000).toFixed(4);
  return [
    ...(fromMs > 0 ? ['-ss', seconds(fromMs)] : []),
    ...['-t', seconds(Math.max(1, untilMs - fromMs - 1))],
    ...['-i', take.path],
  ];
}

const lengthOf = ({ frames }: Window): string => ((frames + 1) / frameRate).toFixed(4);

const canvasSource = (window: Window): string =>
  `color=c=${background}:s=${String(canvas.width)}x${String(canvas.height)}:r=${String(frameRate)}:d=${lengthOf(window)}`;

/** Before its first frame a picture shows that frame, after its last the last: a stall is seen as one. */
function pictureGraph(window: Window): string {
  const [stage] = window.shown;
  const parts = window.shown.map(({ box, inset, leadMs }, index) => {
    const later = leadMs > 0 ? `setpts=PTS+${(leadMs / 1_000).toFixed(4)}/TB,` : '';
    const steady = `[${String(index)}:v]${later}fps=${String(frameRate)}:start_time=0`;
    return `${steady},${inset ? insetFilter(box) : stageFilter(box)},setsar=1[p${String(index)}]`;
  });
  // The stage covers the canvas with its own bars, which saves laying it over one.
  const overlays = window.shown.slice(1).map(({ box }, index) => {
    const below = index === 0 ? 'p0' : `o${String(index)}`;
    return `[${below}][p${String(index + 1)}]overlay=${String(box.x)}:${String(box.y)}:eof_action=repeat[o${String(index + 1)}]`;
  });
  const last = overlays.length === 0 ? 'p0' : `o${String(overlays.length)}`;
  if (!stage) throw new Error('unreachable: a window with pictures has a stage');
  return [...parts, ...overlays, `[${last}]format=yuv420p[out]`].join(';');
}

function stageFilter({ width, height }: Box): string {
  const size = `${String(width)}:${String(height)}`;
  return [
    `scale=${size}:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=bilinear`,
    `pad=${size}:(ow-iw)/2:(oh-ih)/2:color=${background}`,
    // It is what time is counted by: it goes on with its last frame for as long as the window lasts.
    'tpad=stop=-1:stop_mode=clone',
  ].join(',');
}

function insetFilter({ width, height }: Box): string {
  const inner = `${String(width - 4)}:${String(height - 4)}`;
  return [
    `scale=${inner}:force_original_aspect_ratio=increase:force_divisible_by=2:flags=bilinear`,
    `crop=${inner}`,
    `pad=${String(width)}:${String(height)}:2:2:color=${edge}`,
  ].join(',');
}

/** The words come from a file: names are what customers call themselves. */
function cardGraph(window: Window, font: string | undefined): string {
  const words =
    font === undefined
      ? ''
      : `,drawtext=fontfile='${font}':textfile=card.txt:expansion=none:fontsize=44:fontcolor=${textColor}:x=(w-text_w)/2:y=(h-text_h)/2`;
  return `${canvasSource(window)}${words},format=yuv420p[out]`;
}
