import type { Page } from '@playwright/test';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What an easel looks like, and where its corner is on the page, CSS pixels. */
export interface Shot extends Point {
  readonly url: string;
  readonly width: number;
}

export async function lookAt(page: Page, name: string): Promise<Shot> {
  const edge = await page.evaluate((easel) => {
    const { x, y, width, height } = window.easels[easel]?.host.getBoundingClientRect() ?? new DOMRect();
    return { x, y, width, height };
  }, name);
  const png = await page.screenshot({ clip: edge, scale: 'device' });
  return { url: `data:image/png;base64,${png.toString('base64')}`, x: edge.x, y: edge.y, width: edge.width };
}

/** Gives the page words to measure pixels with. */
export const installMeasures = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.pixelsOf = async (url) => {
      const bitmap = await createImageBitmap(await (await fetch(url)).blob());
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      if (!context) throw new Error('no canvas');
      context.drawImage(bitmap, 0, 0);
      const { data, width } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      return { width, pixels: new Uint32Array(data.buffer) };
    };
    window.middle = ({ width, pixels }, [fromX, toX], [fromY, toY], counts) => {
      let [count, x, y] = [0, 0, 0];
      const height = pixels.length / width;
      for (let py = Math.max(fromY, 0); py < Math.min(toY, height); py += 1)
        for (let px = Math.max(fromX, 0); px < Math.min(toX, width); px += 1) {
          if (!counts(py * width + px)) continue;
          count += 1;
          x += px + 0.5;
          y += py + 0.5;
        }
      return count < 4 ? undefined : { x: x / count, y: y / count };
    };
  });

interface Pixels {
  readonly width: number;
  readonly pixels: Uint32Array;
}

declare global {
  interface Window {
    pixelsOf: (url: string) => Promise<Pixels>;
    middle: (
      pixels: Pixels,
      fromToX: readonly [number, number],
      fromToY: readonly [number, number],
      counts: (at: number) => boolean,
    ) => Point | undefined;
  }
}

/** Middles of the areas of these colours, CSS pixels from the easel's corner; undefined where there is none. */
export const middlesOf = (
  page: Page,
  { url, width }: Shot,
  colors: readonly string[],
): Promise<(Point | undefined)[]> =>
  page.evaluate(
    async ([image, cssWidth, wanted]) => {
      const seen = await window.pixelsOf(image);
      const ratio = seen.width / cssWidth;
      return wanted.map((color) => {
        const rgb = Number.parseInt(color.slice(1), 16);
        // As it lies in memory: alpha, blue, green, red.
        const value = (0xff000000 | ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
        const found = window.middle(seen, [0, Infinity], [0, Infinity], (at) => seen.pixels[at] === value);
        return found && { x: found.x / ratio, y: found.y / ratio };
      });
    },
    [url, width, colors] as const,
  );

/** Middles of all that differs between two looks, within so much around each of these points. */
export const middlesOfChange = (
  page: Page,
  [before, after]: readonly [Shot, Shot],
  points: readonly Point[],
  reach: number,
): Promise<(Point | undefined)[]> =>
  page.evaluate(
    async ([one, other, cssWidth, around, far]) => {
      const [a, b] = [await window.pixelsOf(one), await window.pixelsOf(other)];
      const ratio = a.width / cssWidth;
      const span = (middle: number): [number, number] => [
        Math.floor((middle - far) * ratio),
        Math.ceil((middle + far) * ratio),
      ];
      const part = (pixel: number, n: number): number => (pixel >>> (8 * n)) & 255;
      return around.map(({ x, y }) => {
        const found = window.middle(a, span(x), span(y), (at) => {
          const [was, is] = [a.pixels[at] ?? 0, b.pixels[at] ?? 0];
          return was !== is && [0, 1, 2].some((n) => Math.abs(part(was, n) - part(is, n)) > 24);
        });
        return found && { x: found.x / ratio, y: found.y / ratio };
      });
    },
    [before.url, after.url, before.width, points, reach] as const,
  );
