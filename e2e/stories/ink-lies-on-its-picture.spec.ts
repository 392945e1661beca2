import { expect, test, type Browser, type Page } from '@playwright/test';
import { hang, landmarks, painted, putUp, strokesOf, take, type Look } from '../src/ink/easel.ts';
import { installMeasures, middlesOf, middlesOfChange, lookAt, type Point } from '../src/ink/look.ts';
import { openInkPage } from '../src/ink/pages.ts';

/** Of the picture as it is shown. */
const mostError = 0.005;

const pictures = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 1280, height: 960 },
];
const wide = { width: 801.5, height: 500.25 };
const tall = { width: 390, height: 700.5 };
const colors = landmarks.map(({ color }) => color);
const dot = { tool: 'marker', color: 'violet', width: 'thin' } as const;

const shownSize = ({ box, picture, fit }: Look) => {
  const factors = [box.width / picture.width, box.height / picture.height];
  const factor = fit === 'contain' ? Math.min(...factors) : Math.max(...factors);
  return { width: picture.width * factor, height: picture.height * factor };
};

function errorOf(found: Point | undefined, wanted: Point, look: Look): number {
  if (!found) return Infinity;
  const { width, height } = shownSize(look);
  return Math.max(Math.abs(found.x - wanted.x) / width, Math.abs(found.y - wanted.y) / height);
}

async function inkPage(browser: Browser, deviceScaleFactor: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1040, height: 1300 }, deviceScaleFactor });
  const page = await context.newPage();
  await openInkPage(page);
  await installMeasures(page);
  return page;
}

/** Presses on each landmark as it is seen, and gives back which could be seen. */
async function pressEach(page: Page, name: string): Promise<readonly number[]> {
  const shot = await lookAt(page, name);
  const seen = await middlesOf(page, shot, colors);
  for (const place of seen) if (place) await page.mouse.click(shot.x + place.x, shot.y + place.y);
  return seen.flatMap((place, n) => (place ? [n] : []));
}

/** How far ink is from the landmarks that it was set on, at worst. */
async function worstError(page: Page, name: string, look: Look, pressed: readonly number[]): Promise<number> {
  await hang(page, name, await strokesOf(page, 'pressed'));
  await painted(page);
  const after = await lookAt(page, name);
  await hang(page, name, []);
  await painted(page);
  const before = await lookAt(page, name);
  const seen = await middlesOf(page, before, colors);
  const places = pressed.flatMap((n) => seen[n] ?? []);
  // Larger than the dot, and smaller than the way to the next one.
  const { width, height } = shownSize(look);
  const reach = Math.min(width, height) * 0.035;
  const found = await middlesOfChange(page, [before, after], places, reach);
  return Math.max(...places.map((place, n) => errorOf(found[n], place, look)));
}

for (const ratio of [1, 2, 3])
  test(`ink set in one box lies on the same thing in another, ${String(ratio)} device pixels to one`, async ({
    browser,
  }) => {
    const page = await inkPage(browser, ratio);
    const errors: Record<string, number> = {};
    for (const picture of pictures)
      for (const fit of ['contain', 'cover'] as const)
        for (const mirrored of [false, true]) {
          const look = { box: wide, picture, fit, mirrored };
          const other: Look = {
            box: tall,
            picture,
            fit: fit === 'contain' ? 'cover' : 'contain',
            mirrored: false,
          };
          await putUp(page, 'pressed', look);
          await putUp(page, 'seen', other);
          await take(page, 'pressed', dot);
          const pressed = await pressEach(page, 'pressed');
          expect(pressed.length).toBeGreaterThanOrEqual(3);
          const name = `${String(picture.width)}×${String(picture.height)} ${fit}${mirrored ? ' mirrored' : ''}`;
          errors[`${name}, own`] = await worstError(page, 'pressed', look, pressed);
          errors[`${name}, other`] = await worstError(page, 'seen', other, pressed);
        }
    const worst = Math.max(...Object.values(errors));
    test
      .info()
      .annotations.push({ type: 'alignment', description: `at worst ${(worst * 100).toFixed(2)} %` });
    expect(worst, JSON.stringify(errors, undefined, 1)).toBeLessThanOrEqual(mostError);
    await page.context().close();
  });

for (const mirrored of [false, true])
  test(`a stroke under way keeps its place when its box becomes another${mirrored ? ', mirrored' : ''}`, async ({
    browser,
  }) => {
    const page = await inkPage(browser, 2);
    const look: Look = { box: wide, picture: { width: 1920, height: 1080 }, fit: 'contain', mirrored };
    const narrow: Look = { ...look, box: { width: 433.3, height: 510.7 } };
    await putUp(page, 'pressed', look);
    await take(page, 'pressed', { tool: 'pen', color: 'violet', width: 'thick' });
    const first = await lookAt(page, 'pressed');
    const [start] = await middlesOf(page, first, colors);
    if (!start) throw new Error('the landmark is not there');
    await page.mouse.move(first.x + start.x, first.y + start.y);
    await page.mouse.down();
    await page.evaluate(({ width, height }) => {
      const host = window.easels['pressed']?.host;
      Object.assign(host?.style ?? {}, { width: `${String(width)}px`, height: `${String(height)}px` });
    }, narrow.box);
    await painted(page);
    const during = await lookAt(page, 'pressed');
    const [, , , , corner] = await middlesOf(page, during, colors);
    if (!corner) throw new Error('the landmark is not there');
    await page.mouse.move(during.x + corner.x, during.y + corner.y, { steps: 12 });
    await page.mouse.up();
    const [stroke] = await strokesOf(page, 'pressed');
    const [x = 0, y = 0] = stroke?.points ?? [];
    const [lastX = 0, lastY = 0] = stroke?.points.slice(-3) ?? [];
    for (const [is, should] of [
      [x, 0.5],
      [y, 0.5],
      [lastX, 0.9],
      [lastY, 0.88],
    ] as const)
      expect(Math.abs(is / 65_535 - should)).toBeLessThanOrEqual(mostError);
    await take(page, 'pressed', undefined);
    await hang(page, 'pressed', stroke ? [stroke] : []);
    await hang(page, 'pressed', []);
    await painted(page);
    const empty = await lookAt(page, 'pressed');
    const [middle] = await middlesOf(page, empty, colors);
    if (!middle) throw new Error('the landmark is not there');
    const [dotAt] = await middlesOfChange(page, [empty, during], [middle], 15);
    expect(errorOf(dotAt, middle, narrow)).toBeLessThanOrEqual(mostError);
    await page.context().close();
  });
