import { describe, expect, test } from 'vitest';
import { nack, pli, readRtcp, receiverReport, remb, senderReport } from './rtcp.ts';

/** Everything that reading the packet told. */
function told(packet: Buffer): { wellFormed: boolean; calls: unknown[] } {
  const calls: unknown[] = [];
  const wellFormed = readRtcp(packet, {
    senderReport: (...facts) => calls.push(['sr', ...facts]),
    report: (block) => calls.push(['report', block]),
    nack: (...facts) => calls.push(['nack', ...facts]),
    keyFrame: (ssrc) => calls.push(['keyFrame', ssrc]),
    remb: (bitrate) => calls.push(['remb', bitrate]),
  });
  return { wellFormed, calls };
}

const report = {
  ssrc: 9,
  fractionLost: 64,
  lost: 12,
  highest: 70_000,
  jitter: 33.4,
  lastSr: 0xdeadbeef,
  delaySinceLastSr: 65_536,
};

describe('what we write reads back', () => {
  test('NACK, also across the end of the circle and beyond one item', () => {
    const sequences = [65_530, 65_534, 65_535, 0, 10, 11, 400];
    expect(told(nack(1, 2, sequences)).calls).toEqual(sequences.map((sequence) => ['nack', 2, sequence]));
    expect(nack(1, 2, sequences)).toHaveLength(12 + 3 * 4);
  });

  test('PLI', () => {
    expect(told(pli(1, 0xfffffffe))).toEqual({ wellFormed: true, calls: [['keyFrame', 0xfffffffe]] });
  });

  test.each([0, 1, 262_143, 262_144, 1_234_567, 50_000_000, 3_000_000_000])('REMB of %d bit/s', (bitrate) => {
    const [[, read]] = told(remb(1, bitrate, [2, 3])).calls as [[string, number]];
    expect(read).toBeLessThanOrEqual(bitrate);
    expect(read).toBeGreaterThanOrEqual(bitrate * (1 - 2 ** -17));
  });

  test('reports', () => {
    const packet = senderReport(5, 1_000_500, 42, 7, 8, 'parley');
    const { ssrc, fractionLost, lastSr, delaySinceLastSr } = report;
    expect(told(Buffer.concat([packet, receiverReport(1, [report])]))).toEqual({
      wellFormed: true,
      calls: [
        ['sr', 5, 1_000, 2 ** 31, 42],
        ['report', { ssrc, fractionLost, lastSr, delaySinceLastSr }],
      ],
    });
    expect(packet.length % 4).toBe(0);
  });

  test('reports are clamped to their fields', () => {
    const packet = receiverReport(1, [{ ...report, lost: 2 ** 30, highest: 2 ** 33 + 5, jitter: 7.6 }]);
    expect(packet.readUIntBE(13, 3)).toBe(0x7fffff);
    expect(packet.readUInt32BE(16)).toBe(5);
    expect(packet.readUInt32BE(20)).toBe(8);
  });
});

test('FIR asks for a key frame of each source that it names', () => {
  const packet = Buffer.alloc(28);
  packet.set([0x84, 206, 0, 6]);
  packet.writeUInt32BE(77, 12);
  packet.writeUInt32BE(78, 20);
  expect(told(packet).calls).toEqual([
    ['keyFrame', 77],
    ['keyFrame', 78],
  ]);
});

test('types that we do not know are passed over', () => {
  const bye = Buffer.from([0x81, 203, 0, 1, 0, 0, 0, 1]);
  const applicationDefined = Buffer.from([0x80, 204, 0, 2, 0, 0, 0, 1, 65, 66, 67, 68]);
  expect(told(Buffer.concat([bye, applicationDefined, pli(1, 2)]))).toEqual({
    wellFormed: true,
    calls: [['keyFrame', 2]],
  });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['half a header', Buffer.from([0x80, 200])],
  ['another version', Buffer.from([0x00, 201, 0, 1, 0, 0, 0, 1])],
  ['a length beyond the end', Buffer.from([0x80, 201, 0, 9, 0, 0, 0, 1])],
  ['fewer report blocks than announced', Buffer.from([0x82, 201, 0, 1, 0, 0, 0, 1])],
  ['a sender report without its facts', Buffer.from([0x80, 200, 0, 1, 0, 0, 0, 1])],
  ['a NACK of nothing', Buffer.from([0x81, 205, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2])],
  ['payload feedback without a source', Buffer.from([0x81, 206, 0, 1, 0, 0, 0, 1])],
])('%s is malformed', (_, packet) => {
  expect(told(packet)).toEqual({ wellFormed: false, calls: [] });
});
