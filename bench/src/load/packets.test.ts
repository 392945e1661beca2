import { expect, test } from 'vitest';
import {
  isRtcp,
  payloadTypes,
  readStamp,
  wantsKeyFrame,
  writeHeader,
  writeStamp,
  writeVp8,
} from './packets.ts';

test('a stamp survives a longer header', () => {
  const packet = Buffer.alloc(200);
  writeHeader(packet, {
    payloadType: payloadTypes.video,
    marker: true,
    sequence: 70_000,
    timestamp: 2 ** 32 + 5,
    ssrc: 9,
    transportSequence: 65_537,
  });
  writeVp8(packet, { picture: 40_000, first: true, isKey: true });
  writeStamp(packet, { sender: 3, index: 4_000_000, sentAt: 12_345.678 });
  const forwarded = Buffer.concat([packet.subarray(0, 12), Buffer.alloc(12), packet.subarray(12)]);
  expect(readStamp(forwarded)).toEqual({ sender: 3, index: 4_000_000, sentAt: 12_345.678 });
  expect(packet.readUInt16BE(2)).toBe(70_000 & 0xffff);
  expect(packet.readUInt32BE(4)).toBe(5);
  expect(packet.readUInt16BE(17)).toBe(1);
  expect(isRtcp(packet)).toBe(false);
});

test('too short for a stamp', () => {
  expect(readStamp(Buffer.alloc(27))).toBeUndefined();
});

test('finds a request for a key frame among other reports', () => {
  const report = Buffer.from('80c90001000000ff', 'hex');
  const pli = Buffer.from('81ce000200000001000000ff', 'hex');
  expect(wantsKeyFrame(report)).toBe(false);
  expect(wantsKeyFrame(Buffer.concat([report, pli]))).toBe(true);
  expect(isRtcp(report)).toBe(true);
});
