/** First letter of the first and of the last word, by what people see as letters: `Ada Lovelace` → `AL`. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return (letterOf(first) + letterOf(last)).toLocaleUpperCase();
}

const letterOf = (word: string): string => {
  const [letter] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word);
  return letter?.segment ?? '';
};

/** One of twelve hues, degrees, the same for the same name everywhere. */
export function hueOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 4_093;
  return (sum % 12) * 30;
}
