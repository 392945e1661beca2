/** Names of query parameters whose values are nobody's business. */
const secret =
  /token|secret|pass(word|wd|phrase)?$|pwd|auth|session|sid$|api[-_]?key|signature|^sig$|^code$|^otp|^jwt|^key$|credential/i;

const hidden = 'hidden';
const longest = 2_000;

/**
 * An address as an associate may see it: without user name, password and fragment values, and with the values of
 * query parameters that look like secrets replaced. Not an address of the web: an empty text.
 */
export function showableAddress(text: string): string {
  if (!URL.canParse(text)) return '';
  const address = new URL(text);
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return '';
  address.username = '';
  address.password = '';
  address.hash = '';
  for (const name of new Set(address.searchParams.keys())) {
    if (secret.test(name)) address.searchParams.set(name, hidden);
  }
  return address.href.slice(0, longest);
}
