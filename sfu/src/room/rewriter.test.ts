import { beforeEach, describe, expect, test } from 'vitest';
import { emptyHeader, type RtpHeader } from '../wire/rtp.ts';
import { emptyDescriptor, type Vp8Descriptor } from '../wire/vp8.ts';
import { Rewriter } from './rewriter.ts';

const first = { sequence: 65_530, timestamp: 2 ** 32 - 9_000 };
let video: Rewriter;

beforeEach(() => {
  video = new Rewriter('video', 90_000, first.sequence, first.timestamp);
});

const header = (sequence: number, timestamp = sequence * 3_000): RtpHeader => ({
  ...emptyHeader(),
  sequence: sequence & 0xffff,
  timestamp: timestamp >>> 0,
});
const picture = (pictureId: number, pictureIdBits = 15): Vp8Descriptor => ({
  ...emptyDescriptor(),
  pictureId,
  pictureIdBits,
  pictureIdAt: 2,
  tl0: pictureId & 0xff,
  tl0At: 4,
});

interface Sent {
  readonly sequence: number;
  readonly timestamp: number;
  readonly pictureId: number;
}

/** Passes one packet of one frame, in a picture of the same number; undefined when it is kept back. */
function pass(number: number, keyFrame: boolean, now: number, timestamp?: number): Sent | undefined {
  const packet = header(number, timestamp);
  const descriptor = picture(number & 0x7fff);
  if (!video.admit(packet, keyFrame, descriptor, now)) return undefined;
  const out = Buffer.alloc(6);
  video.rewritePicture(out, 0, descriptor);
  return {
    sequence: video.sequence(packet),
    timestamp: video.timestamp(packet.timestamp),
    pictureId: out.readUInt16BE(2) & 0x7fff,
  };
}

const ahead = (later: number, earlier: number, bits: number) => (later - earlier) & (2 ** bits - 1);

describe('video', () => {
  test('begins with a key frame and with the numbers that it was given', () => {
    expect(pass(9, false, 0)).toBeUndefined();
    expect(video.waitsForKeyFrame).toBe(true);
    const sent = pass(10, true, 0);
    expect(sent?.sequence).toBe(65_531);
    expect(sent && (sent.timestamp - first.timestamp) >>> 0).toBe(1);
  });

  test('keeps gaps of the same flow: they are loss, and reordering stays what it is', () => {
    const a = pass(10, true, 0)!;
    const b = pass(13, false, 100)!;
    const c = pass(12, false, 101)!;
    expect(ahead(b.sequence, a.sequence, 16)).toBe(3);
    expect(ahead(c.sequence, a.sequence, 16)).toBe(2);
    expect((b.timestamp - a.timestamp) >>> 0).toBe(9_000);
  });

  test('has no gap after an interruption, waits for a key frame, and keeps the time that has passed', () => {
    const before = pass(10, true, 0)!;
    video.interrupt();
    expect(pass(310, false, 10_000)).toBeUndefined();
    const after = pass(311, true, 10_033)!;
    expect(ahead(after.sequence, before.sequence, 16)).toBe(1);
    expect((after.timestamp - before.timestamp) >>> 0).toBe(301 * 3_000);
  });

  test('does not send late packets from before an interruption', () => {
    pass(10, true, 0);
    video.interrupt();
    pass(20, true, 500);
    expect(pass(19, false, 501)).toBeUndefined();
    expect(pass(21, false, 502)).toBeDefined();
  });

  test('goes on from another source as if nothing had happened', () => {
    const before = pass(32_000, true, 1_000)!;
    video.change();
    expect(pass(4, false, 1_500, 77)).toBeUndefined();
    const after = pass(5, true, 2_000, 3_000_000_000)!;
    expect(ahead(after.sequence, before.sequence, 16)).toBe(1);
    expect(ahead(after.pictureId, before.pictureId, 15)).toBe(1);
    expect((after.timestamp - before.timestamp) >>> 0).toBe(90_000);
    const next = pass(6, false, 2_033, 3_000_003_000)!;
    expect(ahead(next.sequence, after.sequence, 16)).toBe(1);
    expect(ahead(next.pictureId, after.pictureId, 15)).toBe(1);
  });

  test('an interruption does not make a change of source less of one', () => {
    const before = pass(10, true, 0)!;
    video.change();
    video.interrupt();
    const after = pass(50_000, true, 1_000, 1)!;
    expect((after.timestamp - before.timestamp) >>> 0).toBe(90_000);
  });

  test('time never stands still between two sources', () => {
    const before = pass(10, true, 0)!;
    video.change();
    const after = pass(11, true, 0, 5)!;
    expect((after.timestamp - before.timestamp) >>> 0).toBeGreaterThan(0);
  });

  test('picture ids of 7 bits and TL0PICIDX are rewritten within their fields', () => {
    const written = [126, 127, 0].map((id, index) => {
      const descriptor = { ...picture(id, 7), tl0: (id + 128) & 0xff };
      video.admit(header(index), index === 0, descriptor, index * 33);
      const out = Buffer.alloc(6);
      video.rewritePicture(out, 0, descriptor);
      return [out[2], out[4]];
    });
    expect(written).toEqual([
      [1, 1],
      [2, 2],
      [3, 131],
    ]);
  });
});

test('audio waits for nothing', () => {
  const audio = new Rewriter('audio', 48_000, 100, 0);
  expect(audio.waitsForKeyFrame).toBe(false);
  expect(audio.admit(header(7), false, undefined, 0)).toBe(true);
  audio.interrupt();
  expect(audio.admit(header(900), false, undefined, 5_000)).toBe(true);
  expect(audio.sequence(header(900))).toBe(102);
});
