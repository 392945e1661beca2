import { maxStillPixels } from '@parley/protocol';

export type JpegProblem =
  | 'not-jpeg'
  | 'truncated'
  | 'too-many-pixels'
  | 'has-metadata' // a photo's place and time are nobody's business
  | 'has-more'; // something hidden behind the picture

export type Jpeg =
  | { readonly ok: true; readonly width: number; readonly height: number }
  | { readonly ok: false; readonly problem: JpegProblem };

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const stuffed = 0x00;

const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;
/** Baseline, extended and progressive Huffman (ITU-T T.81 table B.1); browsers write and read no other. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xc2;
/** Application data other than JFIF (0), colour profile (2) and Adobe's colour transform (14), and comments. */
const isAside = (marker: number): boolean =>
  (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee) || marker === 0xfe;

const bad = (problem: JpegProblem): Jpeg => ({ ok: false, problem });

interface Segment {
  readonly marker: number;
  /** Of the marker. */
  readonly at: number;
  /** Of what follows, with the data of a scan; beyond the end when the file was cut off. */
  readonly end: number;
}

/**
 * Whether these bytes are one JPEG picture and nothing else, without decoding it (ITU-T T.81 §B.1.1): what others'
 * browsers will be given to decode must be of a size that they can take, and tell nothing but the picture.
 */
export function inspectJpeg(bytes: Buffer): Jpeg {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== startOfImage) return bad('not-jpeg');
  let size: { readonly width: number; readonly height: number } | undefined;
  for (let at = 2; at + 2 <= bytes.length;) {
    if (bytes[at] === 0xff && bytes[at + 1] === endOfImage) return atEnd(bytes, at, size);
    const segment = segmentAt(bytes, at);
    if (typeof segment === 'string') return bad(segment);
    const problem = problemOf(bytes, segment, size);
    if (problem) return bad(problem);
    if (isFrame(segment.marker)) size = frameSize(bytes, segment);
    at = segment.end;
  }
  return bad('truncated');
}

function atEnd(bytes: Buffer, at: number, size: { width: number; height: number } | undefined): Jpeg {
  if (!size) return bad('not-jpeg');
  return at + 2 === bytes.length ? { ok: true, ...size } : bad('has-more');
}

function segmentAt(bytes: Buffer, from: number): Segment | JpegProblem {
  let at = from;
  // Any number of fill bytes may stand before a marker (§B.1.1.2).
  while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
  const marker = bytes[at + 1] ?? 0;
  if (bytes[at] !== 0xff) return 'not-jpeg';
  if (at + 4 > bytes.length) return 'truncated';
  const length = bytes.readUInt16BE(at + 2);
  if (length < 2) return 'not-jpeg';
  const end = at + 2 + length;
  return { marker, at, end: marker === startOfScan ? endOfScan(bytes, end) : end };
}

function problemOf(bytes: Buffer, segment: Segment, size: object | undefined): JpegProblem | undefined {
  const { marker, end } = segment;
  if (isAside(marker)) return 'has-metadata';
  if (end > bytes.length) return 'truncated';
  if (marker === startOfScan) return size ? undefined : 'not-jpeg';
  if (!isFrame(marker)) return undefined;
  const frame = size ? undefined : frameSize(bytes, segment);
  if (!frame) return 'not-jpeg';
  return frame.width * frame.height > maxStillPixels ? 'too-many-pixels' : undefined;
}

/** Height before width (§B.2.2); a height of 0 would follow in a later segment, which browsers do not write. */
function frameSize(bytes: Buffer, { at, end }: Segment) {
  if (end - at < 10) return undefined;
  const height = bytes.readUInt16BE(at + 5);
  const width = bytes.readUInt16BE(at + 7);
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** The place of the next marker that is not part of the scan's data; the end of the file when there is none. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) return bytes.length;
    const marker = bytes[at + 1] ?? 0;
    if (marker !== stuffed && marker !== 0xff && !isRestart(marker)) return at;
    at += marker === 0xff ? 1 : 2;
  }
}
