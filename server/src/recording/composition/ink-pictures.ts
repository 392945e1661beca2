import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderInk } from '@parley/ink/render';
import { createCanvas, GlobalFonts, loadImage, type Canvas, type Image } from '@napi-rs/canvas';
import { houseFont } from './font.ts';
import { canvas as stage, type Box } from './layout.ts';
import { frameRate, type Window } from './plan.ts';

/** What ffmpeg reads the ink of a window from, in the work folder. */
export const inkListFile = 'ink.ffconcat';

let hasFont = false;

function useHouseFont(): void {
  if (hasFont) return;
  hasFont = true;
  if (houseFont) GlobalFonts.registerFromPath(houseFont, 'Inter Variable');
}

/** Where all of a picture lies on the stage: as `stageFilter` puts it there. */
function wholeOnStage(width: number, height: number): Box {
  const factor = Math.min(stage.width / width, stage.height / height);
  const [w, h] = [width * factor, height * factor];
  return { x: (stage.width - w) / 2, y: (stage.height - h) / 2, width: w, height: h };
}

/**
 * Draws the ink of a window, picture by picture, and writes the list that ffmpeg plays them from: transparent ones to
 * lie over the stage, or the whole stage where a still fills it. Does nothing for a window without.
 */
export async function writeInkPictures(
  { ink, still, stagePicture }: Window,
  workDir: string,
  background: string,
): Promise<void> {
  if (!ink && !still) return;
  useHouseFont();
  const image = still && (await loadImage(still.path));
  const size = image ?? stagePicture;
  if (!size) return;
  const place = wholeOnStage(size.width, size.height);
  const slides = ink ?? [];
  const lines = ['ffconcat version 1.0'];
  const drawn = createCanvas(stage.width, stage.height);
  for (const [index, { strokes, frames }] of slides.entries()) {
    renderSlide(drawn, { image, place, background }, strokes);
    const name = `ink-${String(index)}.${image ? 'jpg' : 'png'}`;
    await writeFile(join(workDir, name), await (image ? drawn.encode('jpeg', 92) : drawn.encode('png')), {
      mode: 0o600,
    });
    // Without it a picture could only begin at multiples of a twenty-fifth of a second.
    const rate = `option framerate ${String(frameRate)}`;
    lines.push(`file ${name}`, rate, `duration ${(frames / frameRate).toFixed(6)}`);
    // ffmpeg forgets the duration of the last one unless it is named again.
    if (index === slides.length - 1) lines.push(`file ${name}`, rate);
  }
  await writeFile(join(workDir, inkListFile), `${lines.join('\n')}\n`, { mode: 0o600 });
}

interface Ground {
  readonly image: Image | undefined;
  readonly place: Box;
  readonly background: string;
}

function renderSlide(
  drawn: Canvas,
  { image, place, background }: Ground,
  strokes: Parameters<typeof renderInk>[1],
): void {
  const context = drawn.getContext('2d');
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, stage.width, stage.height);
  if (image) {
    context.fillStyle = background;
    context.fillRect(0, 0, stage.width, stage.height);
    context.drawImage(image, place.x, place.y, place.width, place.height);
  }
  context.setTransform(1, 0, 0, 1, place.x, place.y);
  renderInk(context, strokes, place);
}
