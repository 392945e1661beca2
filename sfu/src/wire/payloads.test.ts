import { describe, expect, test } from 'vitest';
import { vp8Payload } from '../../test/packets.ts';
import { startsH264KeyFrame } from './h264.ts';
import { emptyDescriptor, parseVp8 } from './vp8.ts';

const vp8 = (...bytes: number[]) => {
  const descriptor = emptyDescriptor();
  const payload = Buffer.from([0xff, ...bytes]);
  return parseVp8(payload, 1, payload.length, descriptor) ? descriptor : undefined;
};

describe('VP8', () => {
  test('key frames begin with partition 0 and the P bit clear', () => {
    expect(vp8(0x10, 0x00)).toMatchObject({ keyFrameStart: true, frameStart: true, pictureIdBits: 0 });
    expect(vp8(0x10, 0x01)).toMatchObject({ keyFrameStart: false, frameStart: true });
    expect(vp8(0x00, 0x00)).toMatchObject({ keyFrameStart: false, frameStart: false });
    expect(vp8(0x11, 0x00)).toMatchObject({ keyFrameStart: false, frameStart: false });
  });

  test('picture ids have 7 or 15 bits', () => {
    expect(vp8(0x90, 0x80, 0x7f, 0x00)).toMatchObject({ pictureId: 127, pictureIdBits: 7, pictureIdAt: 2 });
    expect(vp8(0x90, 0x80, 0xff, 0xfe, 0x00)).toMatchObject({ pictureId: 32_766, pictureIdBits: 15 });
    const descriptor = emptyDescriptor();
    parseVp8(vp8Payload(300, true), 0, 100, descriptor);
    expect(descriptor).toMatchObject({ pictureId: 300, tl0: 44, tl0At: 4, keyFrameStart: true });
  });

  test('nothing of an earlier payload remains', () => {
    const descriptor = emptyDescriptor();
    parseVp8(vp8Payload(300, true), 0, 100, descriptor);
    parseVp8(Buffer.from([0x00, 0x00]), 0, 2, descriptor);
    expect(descriptor).toMatchObject({ pictureIdBits: 0, pictureIdAt: -1, tl0At: -1, keyFrameStart: false });
  });

  test.each([
    [[]],
    [[0x90]],
    [[0x90, 0x80]],
    [[0x90, 0x80, 0x80]],
    [[0x90, 0x40]],
    [[0x90, 0x20, 0x00]],
    [[0x10]],
  ])('a descriptor that is cut off is refused: %j', (bytes) => {
    expect(vp8(...bytes)).toBeUndefined();
  });
});

describe('H.264', () => {
  const starts = (...bytes: number[]) =>
    startsH264KeyFrame(Buffer.from([0xff, ...bytes]), 1, bytes.length + 1);

  test('decoding can begin with parameter sets and IDR slices', () => {
    expect(starts(0x67, 1, 2)).toBe(true);
    expect(starts(0x65, 1, 2)).toBe(true);
    expect(starts(0x78, 0, 2, 0x67, 1, 0, 1, 0x68)).toBe(true);
    expect(starts(0x78, 0, 1, 0x68, 0, 1, 0x65)).toBe(true);
    expect(starts(0x7c, 0x85)).toBe(true);
  });

  test('and with nothing else', () => {
    expect(starts(0x41, 1)).toBe(false);
    expect(starts(0x7c, 0x05)).toBe(false);
    expect(starts(0x7c, 0x81)).toBe(false);
    expect(starts(0x7c)).toBe(false);
    expect(starts(0x78, 0xff, 0xff, 0x41)).toBe(false);
    expect(starts()).toBe(false);
  });
});
