import { expect, type Locator, type Page } from '@playwright/test';

/** A place in a picture, 0..1 of its width and height. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The large picture of a page that ink lies on. */
export const pictureIn = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });

/**
 * In the page: where a place of the picture in this region is on the screen, and what ink is there. Passed into the page,
 * so it must not refer to anything outside itself.
 */
export function lookAt(region: Element, { x, y }: Place) {
  const pictures = [...region.querySelectorAll<HTMLVideoElement | HTMLImageElement>('video, img')];
  const picture = pictures.sort((one, other) => other.clientWidth - one.clientWidth)[0];
  if (!picture) throw new Error('there is no picture');
  const box = picture.getBoundingClientRect();
  const [width, height] =
    picture instanceof HTMLVideoElement
      ? [picture.videoWidth, picture.videoHeight]
      : [picture.naturalWidth, picture.naturalHeight];
  const [byWidth, byHeight] = [box.width / width, box.height / height];
  const isWhole = getComputedStyle(picture).objectFit === 'contain';
  const factor = isWhole ? Math.min(byWidth, byHeight) : Math.max(byWidth, byHeight);
  const at = {
    x: box.x + box.width / 2 + (x - 0.5) * width * factor,
    y: box.y + box.height / 2 + (y - 0.5) * height * factor,
  };
  let color = [0, 0, 0, 0];
  for (const canvas of region.querySelectorAll('canvas')) {
    const rect = canvas.getBoundingClientRect();
    const context = canvas.getContext('2d');
    if (!context || rect.width === 0) continue;
    const [px, py] = [
      ((at.x - rect.x) / rect.width) * canvas.width,
      ((at.y - rect.y) / rect.height) * canvas.height,
    ];
    const pixel = [...context.getImageData(Math.floor(px), Math.floor(py), 1, 1).data];
    if ((pixel[3] ?? 0) > 0) color = pixel;
  }
  return { at, color };
}

/** Which of our colours lies at this place of the picture; `none` where no ink is. */
export async function inkAt(region: Locator, place: Place): Promise<string> {
  const [red = 0, green = 0, blue = 0, alpha = 0] = (await region.evaluate(lookAt, place)).color;
  if (alpha < 128) return 'none';
  const near = (r: number, g: number, b: number): boolean =>
    Math.abs(red - r) + Math.abs(green - g) + Math.abs(blue - b) < 60;
  if (near(0xe5, 0x26, 0x3f)) return 'red';
  if (near(0xff, 0x8a, 0x1f)) return 'orange';
  if (near(0x1f, 0x6b, 0xff)) return 'blue';
  return `rgb(${[red, green, blue].join(' ')})`;
}

export const expectInk = (region: Locator, place: Place, color: string): Promise<void> =>
  expect
    .poll(() => inkAt(region, place), { message: `ink at ${String(place.x)}, ${String(place.y)}` })
    .toBe(color);

/** Draws with the mouse from place to place; the button stays down with `keepDown`. */
export async function drawThrough(
  page: Page,
  region: Locator,
  places: readonly Place[],
  { keepDown = false } = {},
): Promise<void> {
  const [first, ...rest] = await Promise.all(places.map((place) => region.evaluate(lookAt, place)));
  if (!first) return;
  await page.mouse.move(first.at.x, first.at.y);
  await page.mouse.down();
  for (const { at } of rest) await page.mouse.move(at.x, at.y, { steps: 8 });
  if (!keepDown) await page.mouse.up();
}
