import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brandColors, contrast, parseColor, wordsOn } from './brand-color.ts';

const rgb = (text: string) => parseColor(text)!;

describe('a site’s colour', () => {
  test('contrast is WCAG’s', () => {
    expect(contrast(rgb('#ffffff'), rgb('#000000'))).toBeCloseTo(21, 5);
    expect(contrast(rgb('#767676'), rgb('#ffffff'))).toBeCloseTo(4.54, 2);
  });

  test('stays as it is where it can be read', () => {
    expect(brandColors('#0f5c63', 'light')).toEqual({
      brand: '#0f5c63',
      onBrand: '#ffffff',
      ink: '#0f5c63',
    });
  });

  test('is darkened on a light plate and lightened on a dark one', () => {
    expect(brandColors('#ffe680', 'light').ink).not.toBe('#ffe680');
    expect(brandColors('#101a4d', 'dark').brand).not.toBe('#101a4d');
  });

  test.each(['', 'teal', '#12345', 'rgb(1,2,3)', '#12345g'])(
    '%j is not one, and Parley’s own is used',
    (text) => {
      expect(brandColors(text, 'light')).toEqual(brandColors('#0b6e5f', 'light'));
    },
  );

  test('whatever it is, words and edges can be seen', () => {
    const channel = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(channel, channel, channel, fc.constantFrom('light', 'dark'), (red, green, blue, theme) => {
        const text = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
        const plate = rgb(theme === 'light' ? '#ffffff' : '#181c22');
        const { brand, onBrand, ink } = brandColors(text, theme);
        expect(contrast(rgb(onBrand), rgb(brand))).toBeGreaterThanOrEqual(4.45);
        expect(contrast(rgb(ink), plate)).toBeGreaterThanOrEqual(4.45);
        expect(contrast(rgb(brand), plate)).toBeGreaterThanOrEqual(2.6);
      }),
      { numRuns: 500 },
    );
  });

  test('words on it are white where white can be read', () => {
    expect(wordsOn(rgb('#0b6e5f'))).toEqual([255, 255, 255]);
    expect(wordsOn(rgb('#ffdd00'))).not.toEqual([255, 255, 255]);
  });
});
