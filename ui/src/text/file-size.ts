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
