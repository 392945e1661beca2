import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The house's own typeface, of which ffmpeg can read the web font; undefined where it is not installed. */
export const fontFile: string | undefined = find();

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
