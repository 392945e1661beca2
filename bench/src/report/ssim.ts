/** Of windows of 8 × 8 pixels, which overlap by half in each direction. */
const side = 8;
const stride = 4;
/** The constants of Wang, Bovik, Sheikh and Simoncelli (2004) for 8 bits: (0.01 · 255)² and (0.03 · 255)². */
const [c1, c2] = [6.5025, 58.5225];

export interface Grey {
  readonly width: number;
  readonly height: number;
  /** Brightness of each pixel, row by row, 0..255. */
  readonly pixels: Uint8Array;
}

/**
 * How alike two pictures look: the mean structural similarity of their windows, 1 for the same picture.
 * @throws RangeError for pictures of different sizes, or smaller than a window
 */
export function ssim(one: Grey, other: Grey): number {
  const { width, height } = one;
  if (other.width !== width || other.height !== height) throw new RangeError('pictures of different sizes');
  if (width < side || height < side) throw new RangeError('pictures smaller than a window');
  let sum = 0;
  let windows = 0;
  for (let y = 0; y + side <= height; y += stride)
    for (let x = 0; x + side <= width; x += stride) {
      sum += ofWindow(one.pixels, other.pixels, y * width + x, width);
      windows += 1;
    }
  return sum / windows;
}

function ofWindow(one: Uint8Array, other: Uint8Array, from: number, width: number): number {
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let row = 0; row < side; row += 1)
    for (let at = from + row * width; at < from + row * width + side; at += 1) {
      const a = one[at] ?? 0;
      const b = other[at] ?? 0;
      sumA += a;
      sumB += b;
      squaresA += a * a;
      squaresB += b * b;
      products += a * b;
    }
  const count = side * side;
  const [meanA, meanB] = [sumA / count, sumB / count];
  const varianceA = squaresA / count - meanA * meanA;
  const varianceB = squaresB / count - meanB * meanB;
  const covariance = products / count - meanA * meanB;
  return (
    ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
    ((meanA * meanA + meanB * meanB + c1) * (varianceA + varianceB + c2))
  );
}
