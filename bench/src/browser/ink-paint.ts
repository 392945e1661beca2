import { inkColor, inkTool, stroke, type InkTool, type Stroke } from '@parley/protocol';
import type { Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { hang, putUp, take, target } from '../../../e2e/src/ink/easel.ts';
import { openInkPage } from '../../../e2e/src/ink/pages.ts';
import type { Benchmark, Outcome, Settings } from '../report/benchmark.ts';
import { quantile } from '../report/statistics.ts';
import { launch } from './browser.ts';
import { countFrames, followPen, watchFrames, type Frames } from './page/ink.ts';

const [few, many] = [200, 2_000];
const livePoints = 900;

interface Round {
  readonly live: Frames;
  readonly added: Frames;
  readonly removed: Frames;
}

const isFreehand = (tool: InkTool): boolean => tool === 'pen' || tool === 'highlighter';

/** A stroke like its number says, somewhere on the picture. */
function strokeOf(n: number): Stroke {
  const tool = inkTool.options[n % inkTool.options.length];
  const length = tool && isFreehand(tool) ? 60 : tool === 'marker' || tool === 'text' ? 1 : 2;
  const [x, y] = [4_000 + ((n * 7_919) % 50_000), 4_000 + ((n * 104_729) % 50_000)];
  const points = Array.from({ length }, (_, at) => [
    Math.round(x + at * (length === 2 ? 4_000 : 130)),
    Math.round(y + (length === 2 ? at * 4_000 : 3_000 * Math.sin(at / 5))),
    60 + ((at * 7) % 180),
  ]);
  const color = inkColor.options[n % inkColor.options.length];
  const text = tool === 'text' ? { text: 'Sign here' } : {};
  return stroke.parse({
    id: randomUUID(),
    target,
    tool,
    color,
    width: 'medium',
    points: points.flat(),
    ...text,
  });
}

async function withStrokes(page: Page, count: number): Promise<Round> {
  const strokes = Array.from({ length: count + 1 }, (_, n) => strokeOf(n));
  await hang(page, 'desk', strokes.slice(0, count));
  await page.evaluate(watchFrames, 60);
  const live = await page.evaluate(followPen, { points: livePoints });
  await hang(page, 'desk', strokes);
  const added = await page.evaluate(watchFrames, 60);
  await hang(page, 'desk', strokes.slice(1));
  const removed = await page.evaluate(watchFrames, 90);
  return { live, added, removed };
}

async function run({ chromium, say }: Settings): Promise<Outcome> {
  const browser = await launch(chromium);
  try {
    const page = await browser.newPage({ viewport: { width: 1_280, height: 720 } });
    await openInkPage(page);
    await page.evaluate(countFrames);
    const picture = { width: 1_920, height: 1_080 };
    await putUp(page, 'desk', {
      box: { width: 1_280, height: 720 },
      picture,
      fit: 'contain',
      mirrored: false,
    });
    await take(page, 'desk', { tool: 'pen', color: 'red', width: 'medium' });
    const fewRound = await withStrokes(page, few);
    say(`with ${String(few)}: p99 ${quantile(fewRound.live.paintMs, 0.99).toFixed(1)} ms`);
    const manyRound = await withStrokes(page, many);
    say(`with ${String(many)}: p99 ${quantile(manyRound.live.paintMs, 0.99).toFixed(1)} ms`);
    const longest = ({ live, added, removed }: Round): number =>
      Math.max(...[live, added, removed].flatMap(({ paintMs }) => paintMs));
    const gap = ({ live, added, removed }: Round): number =>
      Math.max(...[live, added, removed].flatMap(({ betweenMs }) => betweenMs));
    return {
      figures: [
        {
          what: `painting a frame while drawing over ${String(few)} strokes, p99`,
          value: quantile(fewRound.live.paintMs, 0.99),
          unit: 'ms',
          target: { atMost: 4 },
        },
        {
          what: `longest painting with ${String(few)} (drawing, one added, one taken away)`,
          value: longest(fewRound),
          unit: 'ms',
        },
        {
          what: `painting a frame while drawing over ${String(many)} strokes, p99`,
          value: quantile(manyRound.live.paintMs, 0.99),
          unit: 'ms',
        },
        {
          what: `longest painting with ${String(many)} (drawing, one added, one taken away)`,
          value: longest(manyRound),
          unit: 'ms',
          target: { atMost: 33 },
        },
        { what: `longest time between two frames with ${String(many)}`, value: gap(manyRound), unit: 'ms' },
      ],
      details: { few: fewRound, many: manyRound },
    };
  } finally {
    await browser.close();
  }
}

export const inkPaint: Benchmark = {
  name: 'ink-paint',
  method:
    'A layer of ink over a picture of 1280×720 in one Chromium without a graphics processor, with 200 and then 2,000 finished ' +
    'strokes (each tool in turn, pens of 60 points). A pen is drawn over them with 900 pointer events, some two a ' +
    'frame; then a stroke is added, and the first one taken away. Measured is the time in our own callback of each animation ' +
    'frame, in which all painting is done as far as the page’s thread does it, and the time from frame to frame.',
  run,
};
