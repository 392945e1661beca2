/** GSM 7-bit default alphabet (3GPP TS 23.038 §6.2.1); each character is one septet. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Its extension table (§6.2.1.1): an escape and another septet. */
const extension = '\f^{}\\[~]|€';

interface SmsSegments {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** What is sent and paid for. */
  readonly count: number;
  /** How many more characters of this encoding's plain kind go into the last segment. */
  readonly left: number;
}

/** Units of each character: septets of GSM-7, or undefined when one of them is not in it. */
function septetsOf(characters: readonly string[]): number[] | undefined {
  const sizes: number[] = [];
  for (const character of characters) {
    if (basic.includes(character)) sizes.push(1);
    else if (extension.includes(character)) sizes.push(2);
    else return undefined;
  }
  return sizes;
}

/**
 * Into how many segments an SMS is cut: one of 160 septets or 70 UCS-2 units, or several of 153 or 67, whose header takes
 * the rest (3GPP TS 23.040 §9.2.3.24.1). No character is cut in two.
 */
export function smsSegments(text: string): SmsSegments {
  const characters = Array.from(text);
  const septets = septetsOf(characters);
  const sizes = septets ?? characters.map(({ length }) => length);
  const [single, part] = septets ? [160, 153] : [70, 67];
  const encoding = septets ? 'GSM-7' : 'UCS-2';
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total === 0) return { encoding, count: 0, left: single };
  if (total <= single) return { encoding, count: 1, left: single - total };
  let [count, used] = [1, 0];
  for (const size of sizes) {
    if (used + size > part) [count, used] = [count + 1, 0];
    used += size;
  }
  return { encoding, count, left: part - used };
}
