import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The house's own typeface, of which ffmpeg can read the web font; undefined where it is not installed. */
export const houseFont: string | undefined = find();

function find(): string | undefined {
  try {
    const path = fileURLToPath(
      import.meta.resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
    );
    return existsSync(path) && !/[':\\]/.test(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** Basic Latin, Latin-1 and the punctuation that the web font's Latin part has. */
const inHouseFont = /^[\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\s]*$/;

/**
 * What drawtext may be told as `fontfile`, the best first: for names in other scripts one of the system's fonts that has
 * these letters (a fontconfig pattern), as drawtext itself doesn't look for them in a second font.
 */
export function fontsFor(text: string): string[] {
  const house = houseFont === undefined ? [] : [houseFont];
  if (inHouseFont.test(text) && house.length > 0) return house;
  const letters = new Set(
    Array.from(text, (letter) => letter.codePointAt(0) ?? 0).filter((code) => code > 0x7e),
  );
  const charset = [...letters].map((code) => code.toString(16)).join(' ');
  return [charset === '' ? 'sans' : `sans\\:charset=${charset}`, ...house];
}
