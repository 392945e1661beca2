import { takeInput } from './ffmpeg.ts';
import { inkListFile } from './ink-pictures.ts';
import { canvas, type Box } from './layout.ts';
import { frameRate, type Shown, type Window } from './plan.ts';

/** Of the canvas, where no picture is: as ffmpeg writes it, and as canvases do. */
const background = '0x12151b';
export const backgroundColor = '#12151b';
const edge = '0x3a4150';
const textColor = '0xe8ebf0';

/** Where the words of a card are found, in the work folder. */
export const cardTextFile = 'card.txt';

/** Frames from one that stands for itself to the next: how finely a player can seek. */
const keyFrameEvery = 150;

/** Raw H.264 without B-frames can be strung together byte by byte, and frames be counted instead of timed. */
const coding = [
  // The fastest preset with arithmetic coding and deblocking put back is half the work of `veryfast`, and smaller at
  // nearly the same likeness (measured: SSIM 0.9845 at 1.4 Mbit/s, where that has 0.9855 at 1.9).
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '25', '-x264-params', 'cabac=1:deblock=1'],
  ...['-bf', '0', '-g', String(keyFrameEvery)],
  ...['-profile:v', 'main', '-pix_fmt', 'yuv420p', '-f', 'h264'],
];

/**
 * What has to be made of a window, and how often it is repeated: a card stands still, so that a few seconds of it,
 * strung together, are as good as half an hour on hold.
 */
export function runsOf(window: Window): { readonly window: Window; readonly times: number }[] {
  const times = window.card === undefined ? 0 : Math.floor(window.frames / keyFrameEvery);
  const rest = window.frames - times * keyFrameEvery;
  return [
    ...(times > 0 ? [{ window: { ...window, frames: keyFrameEvery }, times }] : []),
    ...(rest > 0
      ? [
          {
            window: { ...window, firstFrame: window.firstFrame + window.frames - rest, frames: rest },
            times: 1,
          },
        ]
      : []),
  ];
}

/**
 * What makes the pictures of one window: exactly `window.frames` of them. Paths are relative to the work folder.
 *
 * @param font what drawtext knows it by, escaped; a card has no words without one
 */
export function windowArguments(window: Window, font: string | undefined, output: string): string[] {
  const inputs = window.shown.flatMap((shown) => inputArguments(shown));
  const graph = window.card === undefined ? pictureGraph(window) : cardGraph(window, font);
  return [
    ...inputs,
    ...(window.ink ? ['-protocol_whitelist', 'file', '-f', 'concat', '-safe', '0', '-i', inkListFile] : []),
    ...['-filter_complex', graph, '-map', '[out]', '-an'],
    ...['-frames:v', String(window.frames), '-r', String(frameRate)],
    ...coding,
    output,
  ];
}

/**
 * Decoded from the key frame before on, with what comes before the window kept at times below 0: of that the last frame
 * is what is seen when the window begins, and after a stall perhaps the only one. Times are those of the take, whatever
 * its first is, and a picture that changes its size must not make the graph begin anew.
 */
function inputArguments({ take, fromMs }: Shown): string[] {
  return [
    // Threads for each decoder cost more than they bring.
    ...[
      '-threads',
      '1',
      '-reinit_filter',
      '0',
      '-noaccurate_seek',
      '-seek_timestamp',
      '1',
      '-ss',
      seconds(fromMs),
    ],
    ...takeInput(take.path),
  ];
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(4);

const lengthOf = ({ frames }: Window): string => ((frames + 1) / frameRate).toFixed(4);

const canvasSource = (window: Window): string =>
  `color=c=${background}:s=${String(canvas.width)}x${String(canvas.height)}:r=${String(frameRate)}:d=${lengthOf(window)}`;

/**
 * Before its first frame a picture shows that frame, after its last the last: a stall is seen as one. Ink lies over the
 * stage and under what is beside it.
 */
function pictureGraph(window: Window): string {
  const { shown, ink, still } = window;
  const parts = shown.map(
    (each, index) =>
      `[${String(index)}:v]${steadyFilter(each)},${each.inset ? insetFilter(each.box) : stageFilter(each.box)},setsar=1[p${String(index)}]`,
  );
  if (ink) parts.push(`[${String(shown.length)}:v]${inkFilter}[ink]`);
  // The stage covers the canvas with its own bars, which saves laying it over one; and so does a still.
  const stage = still ? 'ink' : ink ? 'inked' : 'p0';
  const overlays = ink && !still ? ['[p0][ink]overlay=0:0:eof_action=repeat[inked]'] : [];
  let last = stage;
  for (const [index, { box }] of shown.entries()) {
    if (index === 0 && !still) continue;
    const next = `o${String(index)}`;
    overlays.push(
      `[${last}][p${String(index)}]overlay=${String(box.x)}:${String(box.y)}:eof_action=repeat[${next}]`,
    );
    last = next;
  }
  return [...parts, ...overlays, `[${last}]format=yuv420p[out]`].join(';');
}

/** Each picture for as long as its list says, the last for as long as the window lasts. */
const inkFilter = `fps=${String(frameRate)}:start_time=0,setsar=1,tpad=stop=-1:stop_mode=clone`;

/**
 * Frames at a fixed rate from the window's beginning on, and of one size. One frame more than came is what lets a
 * picture stand that has no frame within the window at all.
 */
function steadyFilter({ fromMs, untilMs, leadMs }: Shown): string {
  return [
    `setpts=max(PTS\\,0)`,
    `trim=end=${seconds(Math.max(1, untilMs - fromMs))}`,
    'tpad=stop=1:stop_mode=clone',
    ...(leadMs > 0 ? [`setpts=PTS+${seconds(leadMs)}/TB`] : []),
    // Of what ends within half a frame of the window's beginning, rounding would leave nothing.
    `fps=${String(frameRate)}:start_time=0:eof_action=pass`,
  ].join(',');
}

function stageFilter({ width, height }: Box): string {
  const size = `${String(width)}:${String(height)}`;
  return [
    // It is what time is counted by: it goes on with its last frame for as long as the window lasts. What keeps a frame
    // comes before it is made large: a large one that nobody keeps can be drawn on without being copied.
    'tpad=stop=-1:stop_mode=clone',
    `scale=${size}:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=fast_bilinear`,
    `pad=${size}:(ow-iw)/2:(oh-ih)/2:color=${background}`,
  ].join(',');
}

function insetFilter({ width, height }: Box): string {
  const inner = `${String(width - 4)}:${String(height - 4)}`;
  return [
    `scale=${inner}:force_original_aspect_ratio=increase:force_divisible_by=2:flags=fast_bilinear`,
    `crop=${inner}`,
    `pad=${String(width)}:${String(height)}:2:2:color=${edge}`,
  ].join(',');
}

/** The words come from a file: names are what customers call themselves. */
function cardGraph(window: Window, font: string | undefined): string {
  const words =
    font === undefined
      ? ''
      : `,drawtext=fontfile='${font}':textfile=${cardTextFile}:expansion=none:fontsize=44:fontcolor=${textColor}:x=(w-text_w)/2:y=(h-text_h)/2`;
  return `${canvasSource(window)}${words},format=yuv420p[out]`;
}
