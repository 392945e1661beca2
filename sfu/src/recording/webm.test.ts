import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspectTake } from './inspect.ts';
import { Cluster, fileHead, type WebmTrack } from './webm.ts';

const vp8Key = (width: number, height: number) =>
  Buffer.from([0x10, 0, 0, 0x9d, 0x01, 0x2a, width & 0xff, width >> 8, height & 0xff, height >> 8, 1, 2]);
const vp8Delta = Buffer.from([0x11, 0, 0, 3]);

function fileOf(track: WebmTrack, frames: readonly (readonly [Buffer, number, boolean])[]): Buffer {
  const cluster = new Cluster();
  const parts = [fileHead(track)];
  for (const [data, atMs, key] of frames) {
    if (!cluster.spans(atMs)) parts.push(Buffer.from(cluster.finish()));
    cluster.add(data, atMs, key);
  }
  if (!cluster.isEmpty) parts.push(Buffer.from(cluster.finish()));
  return Buffer.concat(parts);
}

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

const pictures = fileOf({ codec: 'vp8', width: 640, height: 360 }, [
  [vp8Key(640, 360), 0, true],
  [vp8Delta, 40, false],
  [vp8Key(640, 360), 5_000, true],
  [vp8Key(320, 180), 3_600_000, true],
]);
const facts = {
  frames: 4,
  durationMs: 3_600_033,
  pictures: [
    { atMs: 0, width: 640, height: 360 },
    { atMs: 3_600_000, width: 320, height: 180 },
  ],
};

describe("a take's file", () => {
  test('tells its length and sizes, wherever it is cut into pieces', async () => {
    for (let size = 1; size <= pictures.length; size++)
      expect(await inspectTake(inPieces(pictures, size))).toEqual(facts);
  });

  test('of H.264 has the size of its head', async () => {
    const bytes = fileOf({ codec: 'h264', width: 1280, height: 720, codecPrivate: Buffer.from([1]) }, [
      [Buffer.from([0, 0, 0, 1, 0x65]), 0, true],
    ]);
    expect(await inspectTake(inPieces(bytes, 7))).toMatchObject({
      frames: 1,
      pictures: [{ atMs: 0, width: 1280, height: 720 }],
    });
  });

  test('of sound, with a gap in it, has no pictures', async () => {
    const sound = Buffer.from([0xfc, 1, 2]);
    const bytes = fileOf({ codec: 'opus' }, [
      [sound, 0, true],
      [sound, 70_000, true],
    ]);
    expect(await inspectTake(inPieces(bytes, 11))).toEqual({ frames: 2, durationMs: 70_020, pictures: [] });
  });

  test('cut off anywhere has what was whole', async () => {
    let before = 0;
    for (let length = 0; length <= pictures.length; length++) {
      const { frames } = await inspectTake(inPieces(pictures.subarray(0, length), 64));
      expect(frames).toBeGreaterThanOrEqual(before);
      before = frames;
    }
    expect(before).toBe(4);
  });

  test('that is none at all never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.nat(pictures.length), async (bytes, at) => {
        const spoilt = Buffer.concat([pictures.subarray(0, at), Buffer.from(bytes)]);
        const { durationMs } = await inspectTake(inPieces(spoilt, 13));
        expect(durationMs).not.toBeNaN();
      }),
    );
  });
});
