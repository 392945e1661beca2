/** Reading a browser's description (RFC 8866, RFC 8829): only what the engine needs, tolerant of the rest. */

export interface Codec {
  readonly payloadType: number;
  /** Lower-case encoding name. */
  readonly name: string;
  readonly clockRate: number;
  readonly channels: number;
  readonly parameters: ReadonlyMap<string, string>;
  readonly feedback: readonly string[];
}

export interface MediaLine {
  readonly mid: string;
  readonly kind: 'audio' | 'video';
  readonly direction: string;
  readonly rejected: boolean;
  readonly codecs: readonly Codec[];
  /** URI → id. */
  readonly extensions: ReadonlyMap<string, number>;
  /** Media ssrc first, its retransmission second where there is one (RFC 5576 §4.2, FID). */
  readonly ssrcs: readonly number[];
}

export interface Description {
  readonly lines: readonly MediaLine[];
  readonly iceUfrag: string;
  readonly icePassword: string;
  readonly fingerprint: string;
  readonly setup: string;
}

/** A browser's description of a dozen lines takes some 30 kB. */
const maxCharacters = 128 * 1024;
const maxLines = 64;
/** RFC 3551 §6: payload types have seven bits. */
const maxFormats = 128;
const maxAttributes = 1_000;

/** RFC 4145 §4, RFC 5763 §5. */
const setups = new Set(['actpass', 'active', 'passive']);

interface Section {
  readonly head: string;
  readonly attributes: string[];
}

/** The description, or undefined when it is not one we can work with. */
export function parseSdp(text: string): Description | undefined {
  if (!text.startsWith('v=0') || text.length > maxCharacters) return undefined;
  const session: Section = { head: '', attributes: [] };
  const sections: Section[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('m=')) sections.push({ head: line.slice(2), attributes: [] });
    else if (line.startsWith('a=')) (sections.at(-1) ?? session).attributes.push(line.slice(2));
  }
  const [first] = sections;
  if (!first || sections.length > maxLines) return undefined;
  if ([session, ...sections].some(({ attributes }) => attributes.length > maxAttributes)) return undefined;
  // A rejected line has no transport, and what is said of the session may be said once at its top.
  const bearer = sections.find((section) => valueOf(section, 'ice-ufrag') !== undefined) ?? first;
  const anywhere = (name: string) => valueOf(bearer, name) ?? valueOf(session, name);
  const iceUfrag = anywhere('ice-ufrag');
  const icePassword = anywhere('ice-pwd');
  const fingerprint = anywhere('fingerprint');
  const setup = anywhere('setup');
  if (!iceUfrag || !icePassword || !fingerprint || !setup || !setups.has(setup)) return undefined;
  const lines = sections.map(parseLine);
  if (lines.some((line) => line === undefined)) return undefined;
  const known = lines.filter((line) => line !== undefined);
  if (new Set(known.map((line) => line.mid)).size !== known.length) return undefined;
  return { lines: known, iceUfrag, icePassword, fingerprint, setup };
}

const valueOf = (section: Section, name: string): string | undefined =>
  section.attributes
    .find((attribute) => attribute.startsWith(`${name}:`))
    ?.slice(name.length + 1)
    .trim();

const valuesOf = (section: Section, name: string): string[] =>
  section.attributes
    .filter((attribute) => attribute.startsWith(`${name}:`))
    .map((attribute) => attribute.slice(name.length + 1).trim());

function parseLine(section: Section): MediaLine | undefined {
  const [kind, port, , ...formats] = section.head.split(' ');
  const mid = valueOf(section, 'mid');
  if ((kind !== 'audio' && kind !== 'video') || !mid || !/^[A-Za-z0-9_-]{1,16}$/.test(mid)) return undefined;
  return {
    mid,
    kind,
    direction:
      section.attributes.find((word) => /^(sendrecv|sendonly|recvonly|inactive)$/.test(word)) ?? 'sendrecv',
    // With port zero, but not rejected, stands what shall only ever travel in the bundle (RFC 8843 §6).
    rejected: port === '0' && !section.attributes.includes('bundle-only'),
    codecs: formats
      .slice(0, maxFormats)
      .map((format) => parseCodec(section, format))
      .filter((codec) => codec !== undefined),
    extensions: parseExtensions(section),
    ssrcs: parseSsrcs(section),
  };
}

function parseCodec(section: Section, format: string): Codec | undefined {
  const payloadType = Number(format);
  const map = valuesOf(section, 'rtpmap').find((value) => value.startsWith(`${format} `));
  const found = map && /^\d+ ([^/\s]+)\/(\d+)(?:\/(\d+))?$/.exec(map);
  if (!found || !Number.isInteger(payloadType) || payloadType < 0 || payloadType > 127) return undefined;
  const parameters = new Map<string, string>();
  for (const line of valuesOf(section, 'fmtp')) {
    if (!line.startsWith(`${format} `)) continue;
    for (const pair of line.slice(format.length + 1).split(';')) {
      const [name, value] = pair.trim().split('=');
      if (name) parameters.set(name.toLowerCase(), value ?? '');
    }
  }
  return {
    payloadType,
    name: (found[1] ?? '').toLowerCase(),
    clockRate: Number(found[2]),
    channels: Number(found[3] ?? 1),
    parameters,
    feedback: valuesOf(section, 'rtcp-fb')
      .filter((value) => value.startsWith(`${format} `) || value.startsWith('* '))
      .map((value) => value.slice(value.indexOf(' ') + 1)),
  };
}

function parseExtensions(section: Section): Map<string, number> {
  const extensions = new Map<string, number>();
  for (const value of valuesOf(section, 'extmap')) {
    const found = /^(\d+)(?:\/\S+)? (\S+)/.exec(value);
    const id = Number(found?.[1]);
    if (found?.[2] && id >= 1 && id <= 255) extensions.set(found[2], id);
  }
  return extensions;
}

function parseSsrcs(section: Section): number[] {
  const valid = (text: string | undefined): number[] => {
    const ssrc = Number(text);
    return text !== undefined && Number.isInteger(ssrc) && ssrc > 0 && ssrc <= 0xffffffff ? [ssrc] : [];
  };
  const group = valuesOf(section, 'ssrc-group').find((value) => value.startsWith('FID '));
  if (group) return group.split(' ').slice(1, 3).flatMap(valid);
  return valuesOf(section, 'ssrc')
    .slice(0, 1)
    .flatMap((value) => valid(value.split(' ')[0]));
}
