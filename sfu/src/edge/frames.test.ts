import { expect, test } from 'vitest';
import { frame, FrameReader } from './frames.ts';

const packets = [Buffer.from('a'), Buffer.alloc(300, 7), Buffer.alloc(1_200, 9)];
const bytesSent = Buffer.concat(packets.map(frame));

test.each([1, 2, 3, 100, 301, 5_000])('packets survive a stream in pieces of %d bytes', (size) => {
  const reader = new FrameReader(1_200);
  const got: Buffer[] = [];
  for (let at = 0; at < bytesSent.length; at += size) {
    const whole = reader.read(bytesSent.subarray(at, at + size), (packet) => got.push(Buffer.from(packet)));
    expect(whole).toBe(true);
  }
  expect(got).toEqual(packets);
});

test('empty packets mean nothing (RFC 4571 §2)', () => {
  const got: Buffer[] = [];
  const bytes = Buffer.concat([frame(Buffer.alloc(0)), frame(Buffer.from('b'))]);
  expect(new FrameReader(10).read(bytes, (packet) => got.push(packet))).toBe(true);
  expect(got).toEqual([Buffer.from('b')]);
});

test('a packet longer than the limit ends the stream, those before it count', () => {
  const got: Buffer[] = [];
  const reader = new FrameReader(1_199);
  expect(reader.read(bytesSent, (packet) => got.push(packet))).toBe(false);
  expect(got).toHaveLength(2);
});
