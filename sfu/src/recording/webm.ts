/**
 * WebM and Matroska files of one track, written forwards only (RFC 9559). Each cluster is complete when it is written,
 * so that a file can end after any of them. There are no cues and no duration: what is not over has none.
 */

export interface VideoTrack {
  readonly codec: 'vp8' | 'h264';
  readonly width: number;
  readonly height: number;
  /** Of H.264: the AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3.1). */
  readonly codecPrivate?: Buffer;
}

export interface AudioTrack {
  readonly codec: 'opus';
}

export type WebmTrack = VideoTrack | AudioTrack;

const ids = {
  ebml: 0x1a45dfa3,
  docType: 0x4282,
  docTypeVersion: 0x4287,
  docTypeReadVersion: 0x4285,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackUid: 0x73c5,
  flagLacing: 0x9c,
  codecId: 0x86,
  codecPrivate: 0x63a2,
  codecDelay: 0x56aa,
  seekPreRoll: 0x56bb,
  trackType: 0x83,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  audio: 0xe1,
  samplingFrequency: 0xb5,
  channels: 0x9f,
  cluster: 0x1f43b675,
  clusterTimestamp: 0xe7,
  simpleBlock: 0xa3,
} as const;

const codecIds = { vp8: 'V_VP8', h264: 'V_MPEG4/ISO/AVC', opus: 'A_OPUS' } as const;
/** RFC 7845 §5.1: version 1, two channels, no pre-skip, 48 kHz, no gain, mapping family 0. */
const opusHead = Buffer.from([...Buffer.from('OpusHead'), 1, 2, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0]);
const unknownSize = Buffer.from([0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
const millisecondNs = 1_000_000;
/** What Opus needs to hear before a place to sound right there (RFC 9559 §5.1.4.1.28), nanoseconds. */
const opusPreRollNs = 80_000_000;

function idBytes(id: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(id);
  return bytes.subarray(bytes.findIndex((byte) => byte !== 0));
}

/** RFC 8794 §4.4, always eight bytes long. */
function sizeBytes(size: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(size) | (1n << 56n));
  return bytes;
}

const element = (id: number, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([idBytes(id), sizeBytes(body.length), body]);
};

function uint(id: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return element(id, bytes);
}

function float(id: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return element(id, bytes);
}

const text = (id: number, value: string): Buffer => element(id, Buffer.from(value));

/** Everything before the first cluster. */
export function fileHead(track: WebmTrack): Buffer {
  return Buffer.concat([
    element(
      ids.ebml,
      // WebM knows no H.264; Matroska knows all of them.
      text(ids.docType, track.codec === 'h264' ? 'matroska' : 'webm'),
      uint(ids.docTypeVersion, 4),
      uint(ids.docTypeReadVersion, 2),
    ),
    idBytes(ids.segment),
    unknownSize,
    element(
      ids.info,
      uint(ids.timestampScale, millisecondNs),
      text(ids.muxingApp, 'Parley'),
      text(ids.writingApp, 'Parley'),
    ),
    element(ids.tracks, trackEntry(track)),
  ]);
}

function trackEntry(track: WebmTrack): Buffer {
  const common = [
    uint(ids.trackNumber, 1),
    uint(ids.trackUid, 1),
    uint(ids.flagLacing, 0),
    text(ids.codecId, codecIds[track.codec]),
  ];
  if (track.codec === 'opus')
    return element(
      ids.trackEntry,
      ...common,
      uint(ids.trackType, 2),
      element(ids.codecPrivate, opusHead),
      uint(ids.codecDelay, 0),
      uint(ids.seekPreRoll, opusPreRollNs),
      element(ids.audio, float(ids.samplingFrequency, 48_000), uint(ids.channels, 2)),
    );
  return element(
    ids.trackEntry,
    ...common,
    uint(ids.trackType, 1),
    ...(track.codecPrivate ? [element(ids.codecPrivate, track.codecPrivate)] : []),
    element(ids.video, uint(ids.pixelWidth, track.width), uint(ids.pixelHeight, track.height)),
  );
}

const clusterHeadBytes = 4 + 8 + 1 + 8 + 8;
const blockHeadBytes = 1 + 8 + 4;
/** What one block may be ahead of its cluster (a signed 16-bit number), milliseconds. */
const maxClusterMs = 30_000;

/** One cluster while it grows. */
export class Cluster {
  #bytes = Buffer.allocUnsafe(16 * 1024);
  #length = 0;
  #startMs = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  get length(): number {
    return this.#length;
  }

  /** Of its first frame. */
  get startMs(): number {
    return this.#startMs;
  }

  /** Whether a frame of this time can still be part of it. */
  spans(timeMs: number): boolean {
    return this.isEmpty || timeMs - this.#startMs <= maxClusterMs;
  }

  /**
   * @param timeMs whole milliseconds from the file's beginning, not before the cluster's first frame
   * @param start where in `from` the frame begins, and `end` where it is over
   */
  add(from: Buffer, timeMs: number, keyFrame: boolean, start = 0, end = from.length): void {
    const length = end - start;
    this.#reserve(clusterHeadBytes + blockHeadBytes + length);
    if (this.isEmpty) {
      this.#startMs = timeMs;
      this.#length = clusterHeadBytes;
    }
    const bytes = this.#bytes;
    const at = this.#length;
    bytes[at] = ids.simpleBlock;
    writeSize(bytes, at + 1, length + 4);
    bytes[at + 9] = 0x81;
    bytes.writeInt16BE(timeMs - this.#startMs, at + 10);
    bytes[at + 12] = keyFrame ? 0x80 : 0;
    from.copy(bytes, at + blockHeadBytes, start, end);
    this.#length = at + blockHeadBytes + length;
  }

  /** Gives the cluster out and begins another; valid until the next frame is added. */
  finish(): Buffer {
    const bytes = this.#bytes;
    bytes.writeUInt32BE(ids.cluster, 0);
    writeSize(bytes, 4, this.#length - 12);
    bytes[12] = ids.clusterTimestamp;
    writeSize(bytes, 13, 8);
    bytes.writeUIntBE(0, 21, 2);
    bytes.writeUIntBE(this.#startMs, 23, 6);
    const cluster = bytes.subarray(0, this.#length);
    this.#length = 0;
    return cluster;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + more));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** RFC 8794 §4.4 in eight bytes, without a BigInt for each frame. */
function writeSize(bytes: Buffer, at: number, size: number): void {
  bytes.writeUInt16BE(0x0100, at);
  bytes.writeUIntBE(size, at + 2, 6);
}
