import { inkColor } from '@parley/protocol';
import { describe, expect, test } from 'vitest';
import { inkColors, lineWidth, palette } from './palette.ts';

type Rgb = readonly [number, number, number];

function parsed(color: string): { readonly rgb: Rgb; readonly alpha: number } {
  const [r = 0, g = 0, b = 0, alpha = 1] = color.startsWith('#')
    ? [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
    : (color.match(/[\d.]+/g) ?? []).map(Number);
  return { rgb: [r, g, b], alpha };
}

const over = ({ rgb, alpha }: ReturnType<typeof parsed>, below: Rgb): Rgb => [
  rgb[0] * alpha + below[0] * (1 - alpha),
  rgb[1] * alpha + below[1] * (1 - alpha),
  rgb[2] * alpha + below[2] * (1 - alpha),
];

/** WCAG 2.2, relative luminance. */
function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (one: Rgb, other: Rgb): number => {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

const levels = [0, 51, 102, 153, 204, 255];
const pictures = levels.flatMap((r) => levels.flatMap((g) => levels.map((b): Rgb => [r, g, b])));

describe('the six colours', () => {
  test('are those of the wire', () => {
    expect(inkColors.toSorted()).toEqual([...inkColor.options].toSorted());
  });

  test.each(inkColors)('%s stands out from any picture, by itself or by what is around it', (color) => {
    const { fill, outline } = palette[color];
    const worst = Math.min(
      ...pictures.map((picture) =>
        Math.max(contrast(parsed(fill).rgb, picture), contrast(over(parsed(outline), picture), picture)),
      ),
    );
    expect(worst).toBeGreaterThanOrEqual(1.9);
  });

  test.each(inkColors)('%s stands out from what is around it', (color) => {
    const { fill, outline } = palette[color];
    for (const picture of pictures)
      expect(contrast(parsed(fill).rgb, over(parsed(outline), picture))).toBeGreaterThan(1.9);
  });
});

test('a line is as thick for a picture held upright as for one that lies', () => {
  const [wide, tall] = [
    { width: 1_920, height: 1_080 },
    { width: 1_080, height: 1_920 },
  ];
  expect(lineWidth('medium', 'pen', wide)).toBe(lineWidth('medium', 'pen', tall));
});
