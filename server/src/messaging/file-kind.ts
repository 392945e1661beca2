import { maxStillPixels, type FileType } from '@parley/protocol';

export interface FileKind {
  readonly type: FileType;
  /** Of a picture, pixels. */
  readonly size?: Size;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export type FileProblem =
  | 'type' // none of those that can be sent
  | 'name' // it is one of them, and its name says another
  | 'too-many-pixels';

export type Inspected =
  | { readonly ok: true; readonly kind: FileKind }
  | { readonly ok: false; readonly problem: FileProblem };

const extensions: Readonly<Record<FileType, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
};

/** What these bytes are, and whether the name says so too. What a browser says of their type counts for nothing. */
export function inspectFile(bytes: Buffer, name: string): Inspected {
  const kind = kindOf(bytes);
  if (!kind) return { ok: false, problem: 'type' };
  const extension = extensionOf(name);
  if (extension !== undefined && !extensions[kind.type].includes(extension))
    return { ok: false, problem: 'name' };
  const pixels = kind.size ? kind.size.width * kind.size.height : 0;
  return pixels > maxStillPixels ? { ok: false, problem: 'too-many-pixels' } : { ok: true, kind };
}

/** A name that says what the file is. */
export const namedAs = (name: string, type: FileType): string =>
  extensionOf(name) === undefined ? `${name}.${extensions[type][0] ?? ''}` : name;

const extensionOf = (name: string): string | undefined =>
  /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase();

function kindOf(bytes: Buffer): FileKind | undefined {
  for (const { type, read } of readers) {
    const size = read(bytes);
    if (size === 'no-picture') return { type };
    if (size && size.width > 0 && size.height > 0) return { type, size };
  }
  return undefined;
}

type Reader = (bytes: Buffer) => Size | 'no-picture' | undefined;

const ascii = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to);

/** ISO 32000-1 §7.5.2 and §7.5.5: begins with its version, ends with a marker. */
const readPdf: Reader = (bytes) =>
  /^%PDF-[12]\.\d/.test(ascii(bytes, 0, 8)) && bytes.subarray(-1_024).includes('%%EOF')
    ? 'no-picture'
    : undefined;

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** PNG §5.2, §11.2.1: IHDR comes first. */
const readPng: Reader = (bytes) =>
  bytes.length >= 33 && bytes.subarray(0, 8).equals(pngSignature) && ascii(bytes, 12, 16) === 'IHDR'
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : undefined;

/** GIF89a §17, §18. */
const readGif: Reader = (bytes) =>
  bytes.length >= 13 && /^GIF8[79]a$/.test(ascii(bytes, 0, 6))
    ? { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
    : undefined;

/** RFC 9649 §2.3-2.7: lossy, lossless, or with features. */
const readWebp: Reader = (bytes) => {
  if (bytes.length < 30 || ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 12) !== 'WEBP') return undefined;
  switch (ascii(bytes, 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
};

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** ITU-T T.81 §B.1.1: segments up to the frame's header; a photo may well tell more about itself. */
const readJpeg: Reader = (bytes) => {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (isFrame(marker))
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    else at += 2 + Math.max(2, bytes.readUInt16BE(at + 2));
  }
  return undefined;
};

const readers: readonly { readonly type: FileType; readonly read: Reader }[] = [
  { type: 'image/jpeg', read: readJpeg },
  { type: 'image/png', read: readPng },
  { type: 'image/gif', read: readGif },
  { type: 'image/webp', read: readWebp },
  { type: 'application/pdf', read: readPdf },
];
