/**
 * A wish that an answer by SMS expresses (CTIA Messaging Principles §5.1.3, 47 CFR § 64.1200(a)(10)): no more of these, or
 * more of them again.
 */
export type SmsKeyword = 'stop' | 'start';

const stopWords = new Set([
  'stop',
  'stopall',
  'unsubscribe',
  'cancel',
  'end',
  'quit',
  'revoke',
  'optout',
  // As it is written in German.
  'stopp',
]);
const startWords = new Set(['start', 'unstop']);

/** The keyword, when the answer is one and nothing else; case, blanks and marks don't matter. */
export function smsKeyword(text: string): SmsKeyword | undefined {
  const word = text.replaceAll(/[\p{P}\s]+/gu, '').toLowerCase();
  if (stopWords.has(word)) return 'stop';
  return startWords.has(word) ? 'start' : undefined;
}
