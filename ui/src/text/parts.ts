/** A piece of a message: words, or an address to go to. */
export interface MessagePart {
  /** Where it begins, UTF-16 units. */
  readonly at: number;
  readonly text: string;
  readonly href?: string;
}

const candidate = /\b(?:https?:\/\/|www\.)[^\s<>"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
/** Belongs to the sentence and not to the address. */
const trailing = /[.,;:!?'"”’»]+$/;

/**
 * Finds addresses in a message. Only web and mail addresses become links, and each shows where it really leads: one with
 * letters that look like others is shown as the network knows it, and one with a name before the host is none.
 */
export function messageParts(message: string): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  let end = 0;
  for (const { 0: found, index } of message.matchAll(candidate)) {
    const written = withoutTrailing(found);
    const link = linkOf(written);
    if (!link) continue;
    if (index > end) parts.push({ at: end, text: message.slice(end, index) });
    parts.push({ at: index, ...link });
    end = index + written.length;
  }
  if (end < message.length) parts.push({ at: end, text: message.slice(end) });
  return parts;
}

/** A closing bracket is part of the address when it was opened there. */
function withoutTrailing(found: string): string {
  const text = found.replace(trailing, '');
  const isClosedOnly = text.endsWith(')') && !text.includes('(');
  return isClosedOnly ? withoutTrailing(text.slice(0, -1)) : text;
}

function linkOf(written: string): { text: string; href: string } | undefined {
  if (/^[^/]+@/.test(written)) return { text: written, href: `mailto:${written}` };
  const url = URL.parse(/^www\./i.test(written) ? `https://${written}` : written);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  const isAsWritten = written.toLowerCase().includes(url.hostname);
  return { text: isAsWritten ? written : url.href, href: url.href };
}
