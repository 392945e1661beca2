import { describe, expect, test } from 'vitest';
import { rtpPacket } from '../../test/packets.ts';
import {
  absSendTime,
  absSendTimeOffset,
  emptyHeader,
  findExtension,
  isRtcp,
  outgoingHeaderBytes,
  parseRtp,
  writeHeader,
} from './rtp.ts';

const payload = Buffer.from([1, 2, 3, 4]);
const plain = rtpPacket({
  payloadType: 96,
  sequence: 65_535,
  timestamp: 2 ** 32 - 1,
  ssrc: 7,
  payload,
  marker: true,
});

const parse = (packet: Buffer) => {
  const header = emptyHeader();
  return parseRtp(packet, header) ? header : undefined;
};
const payloadOf = (packet: Buffer) => {
  const header = parse(packet);
  return header && packet.subarray(header.payloadStart, header.payloadEnd);
};

describe('a packet', () => {
  test('is read field by field', () => {
    expect(parse(plain)).toMatchObject({
      payloadType: 96,
      marker: true,
      sequence: 65_535,
      timestamp: 2 ** 32 - 1,
      ssrc: 7,
      extensionLength: 0,
    });
    expect(payloadOf(plain)).toEqual(payload);
  });

  test('may have contributing sources, an extension and padding', () => {
    const packet = rtpPacket({
      payloadType: 96,
      sequence: 1,
      timestamp: 2,
      ssrc: 3,
      payload: Buffer.concat([payload, Buffer.from([0, 0, 3])]),
      extensions: new Map([[3, Buffer.from([0xab, 0xcd])]]),
    });
    packet[0] = packet[0]! | 0x20;
    const withSource = Buffer.concat([
      packet.subarray(0, 12),
      Buffer.from([9, 9, 9, 9]),
      packet.subarray(12),
    ]);
    withSource[0] = withSource[0]! | 1;
    expect(payloadOf(withSource)).toEqual(payload);
    const at = findExtension(withSource, parse(withSource)!, 3);
    expect(withSource.readUInt16BE(at)).toBe(0xabcd);
    expect(findExtension(withSource, parse(withSource)!, 4)).toBe(-1);
  });

  test('that consists of padding has an empty payload', () => {
    const packet = rtpPacket({
      payloadType: 96,
      sequence: 1,
      timestamp: 2,
      ssrc: 3,
      payload: Buffer.from([0, 0, 3]),
    });
    packet[0] = packet[0]! | 0x20;
    expect(payloadOf(packet)).toHaveLength(0);
  });

  test.each([
    ['too short', Buffer.alloc(11, 0x80)],
    ['of another version', Buffer.concat([Buffer.from([0x40]), plain.subarray(1)])],
    ['with more sources than bytes', Buffer.concat([Buffer.from([0x8f]), plain.subarray(1)])],
    ['with an extension beyond its end', Buffer.concat([Buffer.from([0x90]), plain.subarray(1)])],
    [
      'with more padding than payload',
      Buffer.concat([Buffer.from([0xa0]), plain.subarray(1, 15), Buffer.from([9])]),
    ],
    [
      'with padding of no length',
      Buffer.concat([Buffer.from([0xa0]), plain.subarray(1, 15), Buffer.from([0])]),
    ],
  ])('%s is refused', (_, packet) => {
    expect(parse(packet)).toBeUndefined();
  });
});

describe('extensions', () => {
  const twoByte = (elements: number[]) => {
    const packet = rtpPacket({
      payloadType: 96,
      sequence: 1,
      timestamp: 2,
      ssrc: 3,
      payload: Buffer.concat([Buffer.from([0x10, 0, 0, 2]), Buffer.from(elements), payload]),
    });
    packet[0] = 0x90;
    return packet;
  };

  test('of the two-byte form are found behind padding and empty elements', () => {
    const packet = twoByte([0, 20, 0, 0, 21, 2, 0x12, 0x34]);
    const at = findExtension(packet, parse(packet)!, 21);
    expect(packet.readUInt16BE(at)).toBe(0x1234);
    expect(findExtension(packet, parse(packet)!, 20)).toBe(-1);
    expect(payloadOf(packet)).toEqual(payload);
  });

  test('that reach beyond their block are not found', () => {
    const packet = twoByte([21, 200, 0, 0, 0, 0, 0, 0]);
    expect(findExtension(packet, parse(packet)!, 21)).toBe(-1);
  });
});

test('RTCP is told from RTP by its second byte', () => {
  expect(isRtcp(Buffer.from([0x80, 200]))).toBe(true);
  expect(isRtcp(plain)).toBe(false);
  expect(isRtcp(Buffer.alloc(0))).toBe(false);
});

test('a written header reads back, with its extensions', () => {
  const packet = Buffer.concat([Buffer.alloc(outgoingHeaderBytes), payload]);
  const now = Date.UTC(2026, 0, 1, 0, 0, 0, 500);
  writeHeader(
    packet,
    { payloadType: 111, marker: true, sequence: 5, timestamp: 6, ssrc: 7, audioLevel: 0x9e },
    { absSendTimeId: 2, audioLevelId: 1 },
    now,
  );
  const header = parse(packet)!;
  expect(header).toMatchObject({ payloadType: 111, marker: true, sequence: 5, timestamp: 6, ssrc: 7 });
  expect(payloadOf(packet)).toEqual(payload);
  expect(findExtension(packet, header, 2)).toBe(absSendTimeOffset);
  expect(packet.readUIntBE(absSendTimeOffset, 3)).toBe(absSendTime(now));
  expect(packet[findExtension(packet, header, 1)]).toBe(0x9e);
  expect(absSendTime(1_000.5) - absSendTime(1_000)).toBe(131);
});
