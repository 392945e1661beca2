/** A wish that an answer by SMS expresses (CTIA Messaging Principles §5.1.3): no more of these, or more of them again. */
export type SmsKeyword = 'stop' | 'start';

const stopWords = new Set(['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit']);
const startWords = new Set(['start', 'unstop']);

/** The keyword, when the answer is one and nothing else; case, blanks and marks around it don't matter. */
export function smsKeyword(text: string): SmsKeyword | undefined {
  const word = text
    .trim()
    .replaceAll(/^[\p{P}\s]+|[\p{P}\s]+$/gu, '')
    .toLowerCase();
  if (stopWords.has(word)) return 'stop';
  return startWords.has(word) ? 'start' : undefined;
}
