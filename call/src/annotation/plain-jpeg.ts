import { joined } from '../pieces.ts';

const startOfScan = 0xda;
const endOfImage = 0xd9;

const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;
/** What a picture needs to be drawn: JFIF's head, a colour profile, Adobe's colour transform, and all that is no application data. */
const isNeeded = (marker: number): boolean =>
  marker === 0xe0 || marker === 0xe2 || marker === 0xee || marker < 0xe1 || marker > 0xfe;

/** Baseline, extended and progressive: what every browser draws. */
const isUnusualFrame = (marker: number): boolean =>
  marker >= 0xc3 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xc2;

/** Of a frame's head (ITU-T T.81 §B.2.2). */
const sizeIn = (bytes: Uint8Array, at: number) => ({
  height: ((bytes[at + 5] ?? 0) << 8) | (bytes[at + 6] ?? 0),
  width: ((bytes[at + 7] ?? 0) << 8) | (bytes[at + 8] ?? 0),
});

export interface PlainJpeg {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * The same picture without what a camera notes beside it (place, time, a second picture), bit for bit as it was taken
 * (ITU-T T.81 §B.1.1). Undefined for what is no ordinary JPEG, and for one that must be turned to stand upright.
 */
export function plainJpeg(bytes: Uint8Array<ArrayBuffer>): PlainJpeg | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  let size: { readonly width: number; readonly height: number } | undefined;
  for (let at = 2; at + 2 <= bytes.length;) {
    if (bytes[at] === 0xff && bytes[at + 1] === endOfImage)
      return size && { ...size, bytes: joined([...parts, bytes.subarray(at, at + 2)]) };
    const segment = segmentAt(bytes, at);
    if (!segment) return undefined;
    if (isFrame(segment.marker) && segment.end >= segment.at + 9) size = sizeIn(bytes, segment.at);
    if (isNeeded(segment.marker)) parts.push(bytes.subarray(segment.at, segment.end));
    at = segment.end;
  }
  return undefined;
}

/** The segment that begins here, a scan with its data; undefined where there is none that can be taken as it is. */
function segmentAt(bytes: Uint8Array, from: number) {
  let at = from;
  // Any number of fill bytes may stand before a marker.
  while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
  const marker = bytes[at + 1] ?? 0;
  const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  if (bytes[at] !== 0xff || length < 2 || isUnusualFrame(marker)) return undefined;
  const end = at + 2 + length;
  if (marker === 0xe1 && isTurned(bytes.subarray(at + 4, end))) return undefined;
  return { marker, at, end: marker === startOfScan ? endOfScan(bytes, end) : end };
}

function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) return bytes.length;
    const marker = bytes[at + 1] ?? 0;
    if (marker !== 0 && marker !== 0xff && !isRestart(marker)) return at;
    at += marker === 0xff ? 1 : 2;
  }
}

const orientation = 0x0112;

/** Exif 2.32 §4.6.4: an orientation other than 1 asks whoever shows the picture to turn or mirror it. */
function isTurned(segment: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(segment.subarray(0, 6));
  if (text !== 'Exif\0\0' || segment.length < 14) return false;
  const view = new DataView(segment.buffer, segment.byteOffset + 6, segment.length - 6);
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return true;
  const count = view.getUint16(directory, little);
  for (let n = 0; n < count; n += 1) {
    const entry = directory + 2 + n * 12;
    if (entry + 10 > view.byteLength) return true;
    if (view.getUint16(entry, little) === orientation) return view.getUint16(entry + 8, little) !== 1;
  }
  return false;
}
