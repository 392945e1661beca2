/** A file's size for people, e.g. `1.4 MB`. @param language BCP 47 */
export function fileSize(bytes: number, language: string): string {
  const [unit, divisor] =
    bytes < 1_000_000 ? (['kilobyte', 1_000] as const) : (['megabyte', 1_000_000] as const);
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: unit === 'megabyte' ? 1 : 0,
  });
  return format.format(Math.max(bytes / divisor, unit === 'kilobyte' ? 1 : 0));
}

const mostWidth = 280;
const mostHeight = 220;

/** How large a picture is shown among messages, CSS pixels: known before it is here, so that nothing jumps. */
export function shownSize(
  width: number,
  height = width,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, mostWidth / width, mostHeight / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
