import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Frame } from './frame.ts';
import { H264Frames } from './h264-frames.ts';
import { readSps } from './h264-sps.ts';

/** Made by ffmpeg with x264, constrained baseline. */
const ofX264 = [
  [640, 360, '6742c01ed900a02ff97011000003000100000300320f162e48'],
  [1280, 720, '6742c01fd9005005bb011000000300100000030320f1832480'],
  [1920, 1080, '6742c028d900780227e5c044000003000400000300c83c60c920'],
] as const;

/** Writes a parameter set bit by bit (ITU-T H.264 §7.3.2.1.1). */
function spsOf(width: number, height: number): Buffer {
  let bits = '';
  const ue = (value: number) => {
    const code = (value + 1).toString(2);
    bits += '0'.repeat(code.length - 1) + code;
  };
  for (const value of [0, 0, 2, 1]) ue(value);
  bits += '0';
  const across = Math.ceil(width / 16);
  const down = Math.ceil(height / 16);
  ue(across - 1);
  ue(down - 1);
  bits += '111';
  for (const value of [0, (across * 16 - width) / 2, 0, (down * 16 - height) / 2]) ue(value);
  bits += '01';
  const bytes = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0').match(/.{8}/g) ?? [];
  return Buffer.from([0x67, 0x42, 0xe0, 0x1f, ...bytes.map((byte) => Number.parseInt(byte, 2))]);
}

const sps = spsOf(640, 360);
const pps = Buffer.from([0x68, 0xce, 0x3c, 0x80]);
const idr = Buffer.from([0x65, 0x88, 1, 2, 3, 4, 5, 6]);
const lowerIdr = Buffer.from([0x65, 0x08, 7, 8]);
const delta = Buffer.from([0x61, 0x9a, 9]);

const counted = (unit: Buffer) => Buffer.concat([Buffer.from([unit.length >> 8, unit.length & 0xff]), unit]);
const prefixed = (unit: Buffer) => Buffer.concat([Buffer.from([0, 0]), counted(unit)]);
const aggregate = (...units: Buffer[]) => Buffer.concat([Buffer.from([0x78]), ...units.map(counted)]);
const fragments = (unit: Buffer, size: number) => {
  const parts: Buffer[] = [];
  for (let at = 1; at < unit.length; at += size) {
    const flags = (at === 1 ? 0x80 : 0) | (at + size >= unit.length ? 0x40 : 0);
    const head = [((unit[0] ?? 0) & 0xe0) | 28, flags | ((unit[0] ?? 0) & 0x1f)];
    parts.push(Buffer.concat([Buffer.from(head), unit.subarray(at, at + size)]));
  }
  return parts;
};

function maker() {
  const frames: (Omit<Frame, 'data'> & { data: Buffer })[] = [];
  const made = new H264Frames((frame) =>
    frames.push({ ...frame, data: Buffer.from(frame.data.subarray(frame.start, frame.end)) }),
  );
  const send = (payload: Buffer, timestamp: number, marker: boolean, afterLoss = false) => {
    const packet = Buffer.concat([Buffer.from([0xff]), payload, Buffer.from([0xff])]);
    const places = { payloadStart: 1, payloadEnd: 1 + payload.length };
    made.take({ packet, ...places, sequence: 0, timestamp, marker, arrivedAt: 0 }, afterLoss);
  };
  return { frames, made, send };
}

describe('a parameter set', () => {
  test.each([
    [640, 360],
    [1280, 720],
    [1920, 1080],
    [320, 180],
    [16, 16],
  ])('tells the size %i × %i without what is cropped', (width, height) => {
    expect(readSps(spsOf(width, height))).toMatchObject({ profile: 0x42, level: 0x1f, width, height });
  });

  test.each(ofX264)('of x264 with %i × %i is read too', (width, height, hex) => {
    expect(readSps(Buffer.from(hex, 'hex'))).toMatchObject({ profile: 0x42, width, height });
  });

  test('cut off tells nothing', () => {
    for (let length = 0; length < 8; length++) expect(readSps(sps.subarray(0, length))).toBeUndefined();
  });

  test('of any bytes is a plausible size or nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const facts = readSps(Buffer.from(bytes));
        if (facts) expect(Math.min(facts.width, facts.height)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('H.264 packets', () => {
  test('become length-prefixed frames from the first key frame on', () => {
    const { frames, send } = maker();
    send(delta, 1, true);
    send(aggregate(sps, pps), 2, false);
    for (const [index, part] of fragments(idr, 3).entries()) send(part, 2, index === 2);
    send(delta, 3, true);
    expect(frames.map(({ keyFrame }) => keyFrame)).toEqual([true, false]);
    expect(frames[0]?.data).toEqual(Buffer.concat([sps, pps, idr].map(prefixed)));
    expect(frames[0]?.track).toMatchObject({ width: 640, height: 360 });
    expect(frames[1]?.data).toEqual(prefixed(delta));
  });

  test('after a loss nothing comes until a key frame is whole', () => {
    const { frames, made, send } = maker();
    send(aggregate(sps, pps, idr), 1, true);
    const [first, , third] = fragments(idr, 3);
    if (!first || !third) throw new Error('unreachable');
    send(first, 2, false);
    send(third, 2, true, true);
    send(delta, 3, true);
    expect(made.needsKeyFrame).toBe(true);
    expect(frames).toHaveLength(1);
    send(aggregate(sps, pps, idr), 4, true);
    expect(frames).toHaveLength(2);
  });

  test('a key frame whose first slice is lost is none', () => {
    const { frames, made, send } = maker();
    send(aggregate(sps, pps, idr), 1, true);
    send(lowerIdr, 2, true, true);
    expect(made.needsKeyFrame).toBe(true);
    expect(frames).toHaveLength(1);
    send(idr, 3, false);
    send(lowerIdr, 3, true);
    expect(frames[1]?.data).toEqual(Buffer.concat([idr, lowerIdr].map(prefixed)));
  });

  test('of any bytes never throw', () => {
    const payload = fc.tuple(
      fc.constantFrom(0x65, 0x67, 0x68, 0x61, 0x78, 0x7c),
      fc.uint8Array({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(payload, fc.nat(3), fc.boolean(), fc.boolean())), (packets) => {
        const { send } = maker();
        for (const [[type, rest], timestamp, marker, loss] of packets)
          send(Buffer.from([type, ...rest]), timestamp, marker, loss);
      }),
    );
  });
});
