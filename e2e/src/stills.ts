import { engagementRecord, type Still } from '@parley/protocol';
import { expect, type Locator, type Page } from '@playwright/test';

/**
 * In the page, before its own scripts: a camera whose photos are larger than its video, as those of phones are. They are
 * made in a worker, for no camera keeps the page waiting.
 */
export function photoCamera(): void {
  const source = `onmessage = async ({ data }) => {
    const canvas = new OffscreenCanvas(3840, 2160);
    canvas.getContext('2d').drawImage(data, 0, 0, 3840, 2160);
    postMessage(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 }));
  };`;
  let worker: Worker | undefined;
  ImageCapture.prototype.takePhoto = async function (this: ImageCapture) {
    const frame = await this.grabFrame();
    const camera = (worker ??= new Worker(URL.createObjectURL(new Blob([source]))));
    const photo = new Promise<Blob>((resolve) => {
      camera.addEventListener('message', ({ data }: MessageEvent<Blob>) => resolve(data), { once: true });
    });
    camera.postMessage(frame, [frame]);
    return photo;
  };
}

/** The sharp picture at the desk, and the one at the customer's. */
export const sharpAtDesk = (desk: Page): Locator =>
  desk.getByRole('region', { name: 'Customer video' }).locator('img[data-layer=picture][data-shown]');
export const sharpAtSite = (site: Page): Locator =>
  site.getByRole('region', { name: 'Frozen picture' }).locator('img[data-sharp=true]');

interface ShownFile {
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
}

/** The file that an image element shows: of its bytes, not of what was said about it. */
export const fileShown = (image: Locator): Promise<ShownFile> =>
  image.evaluate(async (element) => {
    const { src, naturalWidth: width, naturalHeight: height } = element as HTMLImageElement;
    const bytes = await (await fetch(src)).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return { sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''), width, height };
  });

/**
 * Where red ink reaches farthest to the right, in parts of the picture's width and height; nothing where there is none. Not
 * its middle: the author's name stands at its beginning.
 */
export async function redInk(
  image: Locator,
  canvas: Locator,
): Promise<{ readonly x: number; readonly y: number } | undefined> {
  const element = await canvas.elementHandle();
  return image.evaluate((shown, over) => {
    const picture = shown as HTMLImageElement;
    const layer = over as HTMLCanvasElement;
    const context = layer.getContext('2d');
    if (!context || layer.width === 0) return undefined;
    const { data } = context.getImageData(0, 0, layer.width, layer.height);
    let end = { x: -1, y: -1 };
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
      const x = (at / 4) % layer.width;
      if (alpha > 200 && red > 190 && green < 90 && blue < 110 && x > end.x)
        end = { x, y: Math.floor(at / 4 / layer.width) };
    }
    if (end.x < 0) return undefined;
    const [edge, box] = [layer.getBoundingClientRect(), picture.getBoundingClientRect()];
    const clientX = edge.x + (end.x / layer.width) * edge.width;
    const clientY = edge.y + (end.y / layer.height) * edge.height;
    const factor = Math.min(box.width / picture.naturalWidth, box.height / picture.naturalHeight);
    const [width, height] = [picture.naturalWidth * factor, picture.naturalHeight * factor];
    return {
      x: (clientX - box.x - (box.width - width) / 2) / width,
      y: (clientY - box.y - (box.height - height) / 2) / height,
    };
  }, element);
}

/** A stroke from here to there, in parts of a box on the page. */
export async function drag(
  page: Page,
  over: Locator,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const box = await over.boundingBox();
  if (!box) throw new Error('nothing to draw on');
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 8 });
  await page.mouse.up();
}

/** The stills of the engagement that the desk is in, as the server tells them. */
export const stills = async (desk: Page): Promise<readonly Still[]> => {
  const id = desk.url().split('/').at(-1) ?? '';
  const response = await desk.request.get(new URL(`/api/v1/engagements/${id}`, desk.url()).href);
  expect(response.ok()).toBe(true);
  return engagementRecord.parse(await response.json()).engagement.stills;
};
