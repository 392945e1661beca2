import { expect, test } from 'vitest';
import { ssim, type Grey } from './ssim.ts';

const picture = (of: (x: number, y: number) => number, width = 64, height = 48): Grey => ({
  width,
  height,
  pixels: Uint8Array.from({ length: width * height }, (_, at) => of(at % width, Math.floor(at / width))),
});

/** Strokes one pixel wide, as letters have them. */
const text = picture((x, y) => ((x * 7 + y * 3) % 11 < 3 ? 20 : 250));
const neighbours = (x: number, y: number): number => {
  let sum = 0;
  for (let dy = -2; dy <= 2; dy += 1)
    for (let dx = -2; dx <= 2; dx += 1) {
      const [column, row] = [Math.min(63, Math.max(0, x + dx)), Math.min(47, Math.max(0, y + dy))];
      sum += text.pixels[row * 64 + column] ?? 0;
    }
  return sum / 25;
};
const blurred = picture(neighbours);

test('a picture is like itself', () => {
  expect(ssim(text, text)).toBeCloseTo(1, 10);
});

test('a little noise costs little, a blur in which letters drown nearly everything', () => {
  const noisy = picture((x, y) => (text.pixels[y * 64 + x] ?? 0) + ((x + y) % 2 === 0 ? 3 : 0));
  expect(ssim(text, noisy)).toBeGreaterThan(0.98);
  expect(ssim(text, blurred)).toBeLessThan(0.5);
});

test('it is the same both ways, and a turned-round picture is unlike', () => {
  expect(ssim(text, blurred)).toBeCloseTo(ssim(blurred, text), 10);
  expect(
    ssim(
      text,
      picture((x, y) => 255 - (text.pixels[y * 64 + x] ?? 0)),
    ),
  ).toBeLessThan(0);
});

test('two even greys differ by the formula alone', () => {
  const value = ssim(
    picture(() => 100),
    picture(() => 150),
  );
  expect(value).toBeCloseTo((2 * 100 * 150 + 6.5025) / (100 ** 2 + 150 ** 2 + 6.5025), 10);
});

test('pictures of different sizes, or smaller than a window, are refused', () => {
  expect(() =>
    ssim(
      text,
      picture(() => 0, 32),
    ),
  ).toThrow(RangeError);
  expect(() =>
    ssim(
      picture(() => 0, 4, 4),
      picture(() => 0, 4, 4),
    ),
  ).toThrow(RangeError);
});
