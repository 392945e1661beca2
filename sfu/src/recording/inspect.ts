import { keyFrameSize } from './vp8-frames.ts';

/** What a take's file turns out to hold. Times are milliseconds from its beginning. */
export interface TakeFacts {
  readonly durationMs: number;
  readonly frames: number;
  /** From when on the pictures have which size; empty for sound, and for pictures without a key frame. */
  readonly pictures: readonly { readonly atMs: number; readonly width: number; readonly height: number }[];
}

const ids = { segment: 0x18538067, tracks: 0x1654ae6b, cluster: 0x1f43b675 } as const;
const inTracks = { codecId: 0x86, width: 0xb0, height: 0xba } as const;
/** Elements that only hold others, on the way to what is looked for. */
const holders = new Set([0xae, 0xe0, 0xe1]);
/** How long the last frame is shown or heard. */
const lastFrameMs = { video: 33, audio: 20 } as const;

interface Element {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** Reads the file of a `Take` (and nothing else that is WebM) as it comes, whatever the pieces. Stops where it ends. */
export async function inspectTake(pieces: AsyncIterable<Buffer>): Promise<TakeFacts> {
  const reader = new TakeReader();
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    rest = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    let at = 0;
    for (let found = elementAt(rest, at); found && found.end <= rest.length; found = elementAt(rest, at)) {
      reader.take(rest, found);
      // A segment is as long as the file; its content is read as if it stood on its own.
      at = found.id === ids.segment ? found.start : found.end;
    }
    rest = rest.subarray(at);
  }
  return reader.facts();
}

/** Undefined while its beginning is not complete. An element of unknown size ends where it starts. */
function elementAt(bytes: Buffer, at: number): Element | undefined {
  const idLength = at < bytes.length ? Math.clz32(bytes[at] ?? 0) - 23 : 5;
  const sizeAt = at + idLength;
  const sizeLength = sizeAt < bytes.length ? Math.clz32(bytes[sizeAt] ?? 0) - 23 : 9;
  const start = sizeAt + sizeLength;
  if (idLength > 4 || sizeLength > 8 || start > bytes.length) return undefined;
  const size = readSize(bytes, sizeAt, sizeLength);
  return { id: bytes.readUIntBE(at, idLength), start, end: start + (size ?? 0) };
}

function readSize(bytes: Buffer, at: number, length: number): number | undefined {
  let value = (bytes[at] ?? 0) & ((1 << (8 - length)) - 1);
  let unknown = value === (1 << (8 - length)) - 1;
  for (let n = 1; n < length; n++) {
    const byte = bytes[at + n] ?? 0;
    unknown &&= byte === 0xff;
    value = value * 256 + byte;
  }
  return unknown ? undefined : value;
}

function* children(bytes: Buffer, { start, end }: Element): Generator<Element> {
  for (let at = start; at < end;) {
    const child = elementAt(bytes, at);
    if (!child || child.end > end) return;
    yield child;
    at = child.end;
  }
}

const uintOf = (bytes: Buffer, { start, end }: Element): number =>
  [...bytes.subarray(start, end)].reduce((value, byte) => value * 256 + byte, 0);

class TakeReader {
  #codec = '';
  #head = { width: 0, height: 0 };
  #lastMs: number | undefined;
  #frames = 0;
  readonly #pictures: { atMs: number; width: number; height: number }[] = [];

  take(bytes: Buffer, element: Element): void {
    if (element.id === ids.tracks) this.#readTracks(bytes, element);
    if (element.id === ids.cluster) this.#readCluster(bytes, element);
  }

  #readTracks(bytes: Buffer, within: Element): void {
    for (const child of children(bytes, within)) {
      if (holders.has(child.id)) this.#readTracks(bytes, child);
      if (child.id === inTracks.codecId) this.#codec = bytes.toString('latin1', child.start, child.end);
      if (child.id === inTracks.width) this.#head.width = uintOf(bytes, child);
      if (child.id === inTracks.height) this.#head.height = uintOf(bytes, child);
    }
  }

  #readCluster(bytes: Buffer, cluster: Element): void {
    let clusterMs = 0;
    for (const child of children(bytes, cluster)) {
      if (child.id === 0xe7) clusterMs = uintOf(bytes, child);
      if (child.id !== 0xa3 || child.end - child.start < 4) continue;
      this.#frames += 1;
      this.#lastMs = clusterMs + bytes.readInt16BE(child.start + 1);
      const isKeyFrame = ((bytes[child.start + 3] ?? 0) & 0x80) !== 0;
      if (isKeyFrame) this.#noteSize(bytes.subarray(child.start + 4, child.end), this.#lastMs);
    }
  }

  #noteSize(frame: Buffer, atMs: number): void {
    const size = this.#codec === 'V_VP8' ? keyFrameSize(frame) : this.#head;
    if (!size || size.width === 0) return;
    const before = this.#pictures.at(-1);
    if (before?.width !== size.width || before.height !== size.height) this.#pictures.push({ atMs, ...size });
  }

  facts(): TakeFacts {
    const last = lastFrameMs[this.#codec === 'A_OPUS' ? 'audio' : 'video'];
    return {
      durationMs: this.#lastMs === undefined ? 0 : this.#lastMs + last,
      frames: this.#frames,
      pictures: this.#pictures,
    };
  }
}
