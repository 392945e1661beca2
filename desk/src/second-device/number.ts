/** Blanks and signs that people write into a telephone number. */
const between = /[\s().\-/]+/g;

/** The number in E.164, as somebody wrote it with its country; undefined when it is none. */
export function numberOf(written: string): string | undefined {
  const number = written.replace(between, '').replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
}
