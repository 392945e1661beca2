import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Frame } from './frame.ts';
import { frameMaker } from './frames.ts';
import { readSps } from './h264-sps.ts';
import type { TakenPacket } from './in-order.ts';

interface Part {
  readonly payload: Buffer;
  readonly timestamp?: number;
  readonly marker?: boolean;
}

const taken = ({ payload, timestamp = 1, marker = false }: Part): TakenPacket => ({
  packet: payload,
  payloadStart: 0,
  payloadEnd: payload.length,
  sequence: 0,
  timestamp,
  marker,
  arrivedAt: 0,
});

function making(codec: 'opus' | 'vp8' | 'h264') {
  const frames: (Omit<Frame, 'data'> & { data: Buffer })[] = [];
  const maker = frameMaker(codec, (frame) =>
    frames.push({ ...frame, data: Buffer.from(frame.data.subarray(frame.start, frame.end)) }),
  );
  const take = (part: Part, afterLoss = false) => maker.take(taken(part), afterLoss);
  return { frames, maker, take };
}

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
/** RFC 6386 §9.1: a key frame of 640×360, then whatever. */
const key = hex('100000 9d012a 8002 6801 0102030405');
const delta = hex('110000 aabbcc');
const vp8 = (frame: Buffer, first: boolean) =>
  Buffer.concat([Buffer.from([first ? 0x90 : 0x80, 0x80, 0x81, 0x23]), frame]);

describe('VP8', () => {
  test('packets of one picture become a frame without descriptors; a key frame says its size', () => {
    const { frames, take } = making('vp8');
    take({ payload: vp8(key.subarray(0, 11), true) });
    take({ payload: vp8(key.subarray(11), false), marker: true });
    take({ payload: vp8(delta, true), timestamp: 2, marker: true });
    expect(frames.map(({ data, keyFrame }) => [data, keyFrame])).toEqual([
      [key, true],
      [delta, false],
    ]);
    expect(frames[0]?.track).toEqual({ codec: 'vp8', width: 640, height: 360 });
  });

  test('nothing is made before a key frame, nor after a loss until the next one', () => {
    const { frames, take, maker } = making('vp8');
    take({ payload: vp8(delta, true), marker: true });
    expect(maker.needsKeyFrame).toBe(true);
    take({ payload: vp8(key, true), timestamp: 2, marker: true });
    take({ payload: vp8(delta, true), timestamp: 3, marker: true }, true);
    take({ payload: vp8(delta, true), timestamp: 4, marker: true });
    expect(maker.needsKeyFrame).toBe(true);
    take({ payload: vp8(key, true), timestamp: 5, marker: true });
    expect(frames.map(({ timestamp }) => timestamp)).toEqual([2, 5]);
  });

  test('a picture that never ended, or never began, is not made', () => {
    const { frames, take } = making('vp8');
    take({ payload: vp8(key, true) });
    take({ payload: vp8(delta, true), timestamp: 2, marker: true });
    take({ payload: vp8(delta, false), timestamp: 3, marker: true });
    expect(frames).toEqual([]);
  });

  test('a key frame without its start code is none', () => {
    const { frames, take } = making('vp8');
    take({ payload: vp8(hex('100000 000000 8002 6801 01'), true), marker: true });
    take({ payload: vp8(hex('100000'), true), timestamp: 2, marker: true });
    expect(frames).toEqual([]);
  });
});

/** Constrained baseline, as x264 writes it, for 640×360, 1280×720 and 1920×1080 (cropped from 1088). */
const sps = {
  '640x360': '6742c01ed900a02ff97011000003000100000300320f162e48',
};
const pps = hex('68cb83cb20');
const idr = Buffer.concat([Buffer.from([0x65, 0x88]), Buffer.alloc(60, 9)]);
const slice = Buffer.concat([Buffer.from([0x41]), Buffer.alloc(20, 7)]);
const prefixed = (...units: Buffer[]) =>
  Buffer.concat(
    units.flatMap((unit) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(unit.length);
      return [length, unit];
    }),
  );
const stap = (...units: Buffer[]) =>
  Buffer.concat([
    Buffer.from([24]),
    ...units.flatMap((unit) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(unit.length);
      return [length, unit];
    }),
  ]);
/** RFC 6184 §5.8 */
const fragment = (unit: Buffer, from: number, to: number) =>
  Buffer.concat([
    Buffer.from([
      ((unit[0] ?? 0) & 0xe0) | 28,
      (from === 1 ? 0x80 : 0) | (to === unit.length ? 0x40 : 0) | ((unit[0] ?? 0) & 0x1f),
    ]),
    unit.subarray(from, to),
  ]);
const parameters = hex(sps['640x360']);

describe('H.264', () => {
  test('single units, aggregates and fragments become length-prefixed frames', () => {
    const { frames, take } = making('h264');
    take({ payload: stap(parameters, pps) });
    take({ payload: fragment(idr, 1, 30) });
    take({ payload: fragment(idr, 30, 50) });
    take({ payload: fragment(idr, 50, idr.length), marker: true });
    take({ payload: slice, timestamp: 2, marker: true });
    expect(frames.map(({ keyFrame }) => keyFrame)).toEqual([true, false]);
    expect(frames[0]?.data).toEqual(prefixed(parameters, pps, idr));
    expect(frames[1]?.data).toEqual(prefixed(slice));
    const track = frames[0]?.track;
    expect(track).toMatchObject({ codec: 'h264', width: 640, height: 360 });
    // ISO/IEC 14496-15 §5.3.3.1
    const configuration = track?.codec === 'h264' ? track.codecPrivate : undefined;
    expect(configuration?.subarray(0, 6)).toEqual(hex('0142c01effe1'));
    expect(configuration?.includes(parameters)).toBe(true);
    expect(configuration?.subarray(-pps.length)).toEqual(pps);
  });

  test('a picture without its parameter sets can’t be started with', () => {
    const { frames, take, maker } = making('h264');
    take({ payload: idr, marker: true });
    take({ payload: slice, timestamp: 2, marker: true });
    expect(frames).toEqual([]);
    expect(maker.needsKeyFrame).toBe(true);
  });

  test('a fragment that is missing takes the picture with it, and all until the next key frame', () => {
    const { frames, take } = making('h264');
    take({ payload: stap(parameters, pps) });
    take({ payload: fragment(idr, 1, 30) });
    take({ payload: fragment(idr, 50, idr.length), marker: true }, true);
    take({ payload: slice, timestamp: 2, marker: true });
    take({ payload: stap(parameters, pps, idr), timestamp: 3, marker: true });
    expect(frames.map(({ timestamp }) => timestamp)).toEqual([3]);
  });

  test.each(['0000', '18 0000', '18 00ff 65', '7c', '7c 85', '1f 00', '5c 05 01'])(
    'nonsense (%s) makes nothing',
    (payload) => {
      const { frames, take } = making('h264');
      take({ payload: hex(payload), marker: true });
      expect(frames).toEqual([]);
    },
  );

  test('parameter sets tell the size of the pictures', () => {
    expect(readSps(parameters)).toMatchObject({ width: 640, height: 360, profile: 0x42 });
    for (const bad of [Buffer.alloc(0), hex('67'), hex('6764001f'), hex('6742c01e'), Buffer.alloc(40, 0xff)])
      expect(readSps(bad)).toBeUndefined();
  });
});

test.each(['opus', 'vp8', 'h264'] as const)(
  'random bytes never throw, nor make frames of nothing: %s',
  (codec) => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ bytes: fc.uint8Array({ maxLength: 60 }), marker: fc.boolean(), loss: fc.boolean() }),
        ),
        (packets) => {
          const { frames, take } = making(codec);
          packets.forEach(({ bytes, marker, loss }, index) =>
            take({ payload: Buffer.from(bytes), timestamp: index >> 1, marker }, loss),
          );
          expect(frames.every(({ data }) => data.length > 0)).toBe(true);
        },
      ),
    );
  },
);

test('random parameter sets never throw, hang, or name an impossible size', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const facts = readSps(Buffer.concat([hex('6742c01e'), Buffer.from(bytes)]));
      if (!facts) return;
      expect(facts.width).toBeGreaterThan(0);
      expect(facts.width).toBeLessThanOrEqual(16_384);
    }),
  );
});
