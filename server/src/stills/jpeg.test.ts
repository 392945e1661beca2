import { expect, test } from 'vitest';
import { jpegOf } from '../../test/jpeg.ts';
import { inspectJpeg } from './jpeg.ts';

test.each([
  ['a baseline picture', jpegOf({ width: 640, height: 360 }), 640, 360],
  ['a progressive one', jpegOf({ width: 3840, height: 2160, frame: 0xc2 }), 3840, 2160],
  ['one with a colour profile', jpegOf({ segments: [0xe2] }), 640, 360],
  ['a large one', jpegOf({ width: 9_200, height: 6_900 }), 9_200, 6_900],
])('%s is taken, with its size', (_, bytes, width, height) => {
  expect(inspectJpeg(bytes)).toEqual({ ok: true, width, height });
});

const whole = jpegOf();
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
test.each([
  ['nothing', Buffer.alloc(0), 'not-jpeg'],
  ['a PNG under another name', png, 'not-jpeg'],
  ['a page', Buffer.from('<html><script>alert(1)</script>'), 'not-jpeg'],
  ['one that begins like one', Buffer.concat([whole.subarray(0, 20), Buffer.from('rubbish')]), 'not-jpeg'],
  ['one that was cut off in its data', whole.subarray(0, -2), 'truncated'],
  ['one that was cut off in its head', whole.subarray(0, 40), 'truncated'],
  ['a decompression bomb', jpegOf({ width: 65_535, height: 65_535 }), 'too-many-pixels'],
  ['one just too large', jpegOf({ width: 8_000, height: 8_001 }), 'too-many-pixels'],
  ['one with the place where it was taken (Exif)', jpegOf({ segments: [0xe1] }), 'has-metadata'],
  ['one with a comment', jpegOf({ segments: [0xfe] }), 'has-metadata'],
  ['one with something behind it', Buffer.concat([whole, Buffer.from('PK\x03\x04')]), 'has-more'],
  ['one without height', jpegOf({ height: 0 }), 'not-jpeg'],
  ['an arithmetic one, which no browser draws', jpegOf({ frame: 0xc9 }), 'not-jpeg'],
])('%s is refused', (_, bytes, problem) => {
  expect(inspectJpeg(bytes)).toEqual({ ok: false, problem });
});

test('no bytes make it fail or go on for ever', () => {
  for (let cut = 0; cut < whole.length; cut += 1) expect(inspectJpeg(whole.subarray(0, cut)).ok).toBe(false);
  for (let at = 0; at < whole.length; at += 1) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 0xff;
    inspectJpeg(changed);
  }
});
