import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

type Theme = 'light' | 'dark' | 'call';

/** Every colour as each theme sees it; the call surface lays its own over the dark one. */
function coloursOf(theme: Theme): Map<string, string> {
  const colours = new Map<string, string>();
  const call = css.lastIndexOf("[data-surface='call'] {");
  const parts = theme === 'call' ? [css.slice(0, call), css.slice(call)] : [css.slice(0, call)];
  for (const part of parts) {
    for (const [, name, value] of part.matchAll(
      /--([a-z-]+):\s*((?:light-dark\([^;]*\)|rgb\([^;]*\)|#\w+));/g,
    )) {
      const pair = /^light-dark\((#\w{6}), (#\w{6})\)$/.exec(value!);
      colours.set(name!, pair ? pair[theme === 'light' ? 1 : 2]! : value!);
    }
  }
  return colours;
}

type Rgb = readonly [number, number, number];

/** A translucent colour is taken as it looks over pure white, the brightest picture that can lie under it. */
function rgbOf(value: string): Rgb {
  const hex = /^#(\w\w)(\w\w)(\w\w)$/.exec(value);
  if (hex) return [1, 2, 3].map((index) => Number.parseInt(hex[index]!, 16)) as unknown as Rgb;
  const [red, green, blue, alpha = 1] = value.match(/[\d.]+/g)!.map(Number) as [
    number,
    number,
    number,
    number?,
  ];
  return [red, green, blue].map((part) => part * alpha + 255 * (1 - alpha)) as unknown as Rgb;
}

/** Relative luminance and contrast ratio, WCAG 2.2. */
const luminance = (rgb: Rgb): number => {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(rgbOf(one)), luminance(rgbOf(other))].sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (high + 0.05) / (low + 0.05);
}

describe.each<Theme>(['light', 'dark', 'call'])('colours of the %s surface', (theme) => {
  const colours = coloursOf(theme);

  test.each([
    ['ink', 'ground', 7],
    ['ink', 'plate', 7],
    ['ink', 'hover', 7],
    ['ink-soft', 'ground', 4.5],
    ['ink-soft', 'plate', 4.5],
    ['ink-soft', 'well', 4.5],
    ['ink-soft', 'hover', 4.5],
    ['on-accent', 'accent', 4.5],
    ['on-accent', 'accent-hover', 4.5],
    ['accent-ink', 'plate', 4.5],
    ['accent-ink', 'ground', 4.5],
    ['accent-ink', 'accent-soft', 4.5],
    ['ink', 'accent-soft', 7],
    ['on-red', 'red', 4.5],
    ['on-red', 'red-hover', 4.5],
    ['caution', 'plate', 4.5],
    ['caution', 'caution-soft', 4.5],
    ['ink', 'caution-soft', 7],
    ['edge', 'plate', 3],
    ['edge', 'ground', 3],
    ['focus', 'plate', 3],
    ['focus', 'ground', 3],
  ] as const)('%s on %s is at least %s to 1', (front, back, least) => {
    expect(contrast(colours.get(front)!, colours.get(back)!)).toBeGreaterThanOrEqual(least);
  });
});
