/** The value below which a share (0..1) of the values lies, by the nearest rank; NaN without values. */
export function quantile(values: Iterable<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? NaN;
}

/** The lower of the middle two for an even number of values, so that it is a value that was measured. */
export const median = (values: Iterable<number>): number => quantile(values, 0.5);
