import { describe, expect, test } from 'vitest';
import { forwarding } from '../../test/forwarding.ts';
import { rtpPacket, rtxPayload, vp8Payload } from '../../test/packets.ts';
import { nack, pli, readRtcp, remb, senderReport } from '../wire/rtcp.ts';
import { emptyHeader, findExtension, isRtcp, parseRtp } from '../wire/rtp.ts';

const cameraSsrc = 2_231_627_014;
const cameraRtxSsrc = 632_943_048;
const microphoneSsrc = 3_570_614_608;

const camera = (sequence: number, keyFrame = false) =>
  rtpPacket({
    payloadType: 96,
    sequence,
    timestamp: sequence * 3_000,
    ssrc: cameraSsrc,
    payload: vp8Payload(sequence, keyFrame),
    extensions: new Map([[3, Buffer.from([sequence >> 8, sequence & 0xff])]]),
  });
const microphone = (sequence: number) =>
  rtpPacket({
    payloadType: 111,
    sequence,
    timestamp: sequence * 960,
    ssrc: microphoneSsrc,
    payload: Buffer.from([1, 2, sequence & 0xff]),
    extensions: new Map([[1, Buffer.from([0x80 | 30])]]),
  });

function setUp(preferred?: 'VP8' | 'H264') {
  const all = forwarding(preferred);
  const publisher = all.connect(all.newPublisher());
  const video = () => all.toSubscriber.filter(({ mid, packet }) => mid === '1' && !isRtcp(packet));
  const audio = () => all.toSubscriber.filter(({ mid, packet }) => mid === '0' && !isRtcp(packet));
  // The lines were opened, and key frames asked for, long ago.
  all.toPublisher.length = 0;
  const facts = all.subscriber.lines.map((line) => line.facts);
  return { ...all, publisher, video, audio, audioFacts: facts[0]!, videoFacts: facts[1]! };
}

const headerOf = (packet: Buffer) => {
  const header = emptyHeader();
  expect(parseRtp(packet, header)).toBe(true);
  return header;
};
const keyFramesWanted = (packets: readonly Buffer[]) => {
  const wanted: number[] = [];
  for (const packet of packets) readRtcp(packet, { keyFrame: (ssrc) => wanted.push(ssrc) });
  return wanted;
};
const nacked = (packets: readonly Buffer[]) => {
  const asked: [number, number][] = [];
  for (const packet of packets) readRtcp(packet, { nack: (ssrc, sequence) => asked.push([ssrc, sequence]) });
  return asked;
};

describe('a packet on its way', () => {
  test('gets our numbers and extensions and keeps its payload', () => {
    const { publisher, audio, audioFacts } = setUp();
    publisher.receive(microphone(7), 1_000);
    publisher.receive(microphone(8), 1_020);
    const [first, second] = audio().map(({ packet }) => headerOf(packet));
    expect(first).toMatchObject({ payloadType: 111, ssrc: audioFacts.ssrc });
    expect((second!.sequence - first!.sequence) & 0xffff).toBe(1);
    expect((second!.timestamp - first!.timestamp) >>> 0).toBe(960);
    const { packet } = audio()[1]!;
    expect(packet.subarray(second!.payloadStart)).toEqual(Buffer.from([1, 2, 8]));
    expect(packet[findExtension(packet, second!, 1)]).toBe(0x80 | 30);
    expect(findExtension(packet, second!, 3)).toBe(-1);
  });

  test('H.264 has its own payload type', () => {
    const { publisher, video } = setUp('H264');
    const payload = Buffer.from([0x67, 1, 2, 3]);
    publisher.receive(
      rtpPacket({ payloadType: 104, sequence: 1, timestamp: 1, ssrc: cameraSsrc, payload }),
      0,
    );
    expect(headerOf(video()[0]!.packet).payloadType).toBe(98);
  });

  test('of video waits for a key frame, which is asked for', () => {
    const { publisher, toPublisher, video } = setUp();
    publisher.receive(camera(1), 1_000);
    expect(video()).toHaveLength(0);
    expect(keyFramesWanted(toPublisher)).toEqual([cameraSsrc]);
    publisher.receive(camera(2, true), 1_033);
    publisher.receive(camera(3), 1_066);
    expect(video()).toHaveLength(2);
  });

  test.each([
    ['malformed_rtp', Buffer.from([0, 1, 2])],
    [
      'dropped_unknown_ssrc',
      rtpPacket({ payloadType: 96, sequence: 1, timestamp: 1, ssrc: 5, payload: Buffer.alloc(9) }),
    ],
    [
      'dropped_payload_type',
      rtpPacket({ payloadType: 45, sequence: 1, timestamp: 1, ssrc: cameraSsrc, payload: Buffer.alloc(9) }),
    ],
    [
      'malformed_payload',
      rtpPacket({
        payloadType: 96,
        sequence: 1,
        timestamp: 1,
        ssrc: cameraSsrc,
        payload: Buffer.from([0x90]),
      }),
    ],
    ['malformed_rtcp', Buffer.from([0x80, 200, 0, 9])],
    [
      'padding',
      rtpPacket({
        payloadType: 97,
        sequence: 1,
        timestamp: 1,
        ssrc: cameraRtxSsrc,
        payload: Buffer.alloc(0),
      }),
    ],
  ])('is counted as %s', (name, packet) => {
    const { publisher, counters, toSubscriber } = setUp();
    publisher.receive(packet, 0);
    expect(counters.snapshot()).toEqual({ [name]: 1 });
    expect(toSubscriber).toHaveLength(0);
  });

  test('that is too large for a datagram is dropped', () => {
    const { publisher, counters } = setUp();
    const payload = vp8Payload(1, true, 1_490);
    publisher.receive(
      rtpPacket({ payloadType: 96, sequence: 1, timestamp: 1, ssrc: cameraSsrc, payload }),
      0,
    );
    expect(counters.snapshot()).toEqual({ dropped_too_large: 1 });
  });
});

describe('rules', () => {
  test('a closed line passes nothing, and goes on without a gap after a key frame', () => {
    const { publisher, subscriber, ref, video, toPublisher } = setUp();
    const line = subscriber.lineOf(ref('camera'))!;
    publisher.receive(camera(1, true), 0);
    line.setOpen(false, 10);
    for (let sequence = 2; sequence < 100; sequence += 1) publisher.receive(camera(sequence), sequence * 33);
    expect(video()).toHaveLength(1);
    const asked = keyFramesWanted(toPublisher).length;
    line.setOpen(true, 3_300);
    expect(keyFramesWanted(toPublisher)).toHaveLength(asked + 1);
    publisher.receive(camera(100), 3_300);
    publisher.receive(camera(101, true), 3_333);
    const [before, after] = video().map(({ packet }) => headerOf(packet));
    expect((after!.sequence - before!.sequence) & 0xffff).toBe(1);
  });

  test('a closed line answers no NACK', () => {
    const { publisher, subscriber, ref, video, toSubscriber, videoFacts } = setUp();
    publisher.receive(camera(1, true), 0);
    const { sequence } = headerOf(video()[0]!.packet);
    subscriber.lineOf(ref('camera'))!.setOpen(false, 10);
    subscriber.receiveRtcp('1', nack(1, videoFacts.ssrc, [sequence]), 1_000);
    expect(toSubscriber).toHaveLength(1);
  });
});

describe('loss', () => {
  test('on the way in is asked for, and comes as RTX', () => {
    const { publisher, toPublisher, video, counters } = setUp();
    publisher.receive(camera(1, true), 1_000);
    publisher.receive(camera(3), 1_030);
    publisher.tick(1_040);
    expect(nacked(toPublisher)).toEqual([[cameraSsrc, 2]]);
    const original = camera(2);
    const recovered = rtpPacket({
      payloadType: 97,
      sequence: 900,
      timestamp: 6_000,
      ssrc: cameraRtxSsrc,
      payload: rtxPayload(2, vp8Payload(2, false)),
    });
    publisher.receive(recovered, 1_060);
    const sent = video().map(({ packet }) => headerOf(packet));
    expect(sent.map(({ sequence }) => (sequence - sent[0]!.sequence) & 0xffff)).toEqual([0, 2, 1]);
    expect(sent[2]?.payloadType).toBe(96);
    expect(video()[2]!.packet.subarray(sent[2]!.payloadStart).subarray(5)).toEqual(
      original.subarray(headerOf(original).payloadStart).subarray(5),
    );
    expect(counters.snapshot()).toMatchObject({ recovered_by_rtx: 1 });
  });

  test('of audio is asked for as well', () => {
    const { publisher, toPublisher } = setUp();
    publisher.receive(microphone(1), 1_000);
    publisher.receive(microphone(3), 1_040);
    publisher.tick(1_050);
    expect(nacked(toPublisher)).toEqual([[microphoneSsrc, 2]]);
  });

  test('on the way out is repaired by RTX for video, once in a round trip', () => {
    const { publisher, subscriber, toSubscriber, video, videoFacts } = setUp();
    publisher.receive(camera(1, true), 0);
    const original = video()[0]!.packet;
    const { sequence, payloadStart } = headerOf(original);
    for (const now of [1_000, 1_001, 1_002])
      subscriber.receiveRtcp('1', nack(1, videoFacts.ssrc, [sequence]), now);
    expect(toSubscriber).toHaveLength(2);
    const again = toSubscriber[1]!.packet;
    const header = headerOf(again);
    expect(header).toMatchObject({ payloadType: 97, ssrc: videoFacts.rtxSsrc });
    expect(again.readUInt16BE(header.payloadStart)).toBe(sequence);
    expect(again.subarray(header.payloadStart + 2)).toEqual(original.subarray(payloadStart));
  });

  test('on the way out is repaired by the same packet for audio', () => {
    const { publisher, subscriber, audio, audioFacts } = setUp();
    publisher.receive(microphone(1), 0);
    const { sequence } = headerOf(audio()[0]!.packet);
    subscriber.receiveRtcp('0', nack(1, audioFacts.ssrc, [sequence, sequence + 1]), 1_000);
    expect(audio().map(({ packet }) => headerOf(packet).sequence)).toEqual([sequence, sequence]);
  });

  test('what is asked for under another name is not answered', () => {
    const { publisher, subscriber, toSubscriber, video } = setUp();
    publisher.receive(camera(1, true), 0);
    subscriber.receiveRtcp('1', nack(1, 12_345, [headerOf(video()[0]!.packet).sequence]), 1_000);
    subscriber.receiveRtcp('7', nack(1, 12_345, [1]), 1_000);
    expect(toSubscriber).toHaveLength(1);
  });
});

describe('reports', () => {
  const report = senderReport(cameraSsrc, 3_900_000_000_000, 90_000, 1, 1, 'x');

  test('carry the publisher’s wallclock with our timestamps, and none before it has told its own', () => {
    const { publisher, subscriber, toSubscriber, video, videoFacts } = setUp();
    publisher.receive(camera(30, true), 1_000);
    subscriber.tick(1_100);
    expect(toSubscriber.filter(({ packet }) => isRtcp(packet))).toHaveLength(0);
    publisher.receive(report, 1_200);
    subscriber.tick(1_700);
    const sent = toSubscriber.find(({ packet }) => isRtcp(packet))!;
    const told: number[][] = [];
    readRtcp(sent.packet, { senderReport: (...facts) => told.push(facts) });
    const [[ssrc, seconds, fraction, rtp]] = told as [[number, number, number, number]];
    expect(ssrc).toBe(videoFacts.ssrc);
    expect(seconds + fraction / 2 ** 32).toBeCloseTo(3_900_000_000.5, 3);
    const offset = headerOf(video()[0]!.packet).timestamp - 30 * 3_000;
    expect((rtp - (90_000 + 45_000) - offset) >>> 0).toBe(0);
  });

  test('answered by the subscriber give the round trip and its loss', () => {
    const { publisher, subscriber, toSubscriber, ref, videoFacts } = setUp();
    publisher.receive(camera(30, true), 1_000);
    publisher.receive(report, 1_200);
    subscriber.tick(1_700);
    const sent = toSubscriber.find(({ packet }) => isRtcp(packet))!.packet;
    const block = Buffer.alloc(32);
    block.set([0x81, 201, 0, 7]);
    block.writeUInt32BE(videoFacts.ssrc, 8);
    block[12] = 128;
    block.writeUInt32BE(((sent.readUInt32BE(8) & 0xffff) * 0x10000 + sent.readUInt16BE(12)) >>> 0, 24);
    block.writeUInt32BE(65_536 / 4, 28);
    subscriber.receiveRtcp('1', block, 2_000);
    const line = subscriber.lineOf(ref('camera'))!;
    expect(line.roundTripMs).toBeCloseTo(50, 0);
    expect(line.fractionLost).toBe(0.5);
  });
});

describe('bandwidth', () => {
  test('arrivals are reported every 50 ms', () => {
    const { publisher, toPublisher } = setUp();
    publisher.tick(1_000);
    publisher.receive(camera(1, true), 1_010);
    publisher.tick(1_020);
    publisher.tick(1_050);
    const feedback = toPublisher.filter((packet) => packet[1] === 205 && (packet[0]! & 0x1f) === 15);
    expect(feedback).toHaveLength(1);
    expect(feedback[0]?.readUInt16BE(14)).toBe(1);
  });

  test('a limit reaches the publisher at once when it falls, is repeated, and is lifted', () => {
    const { publisher, toPublisher } = setUp();
    const limits = () => {
      const read: number[] = [];
      for (const packet of toPublisher.splice(0)) readRtcp(packet, { remb: (bitrate) => read.push(bitrate) });
      return read;
    };
    publisher.tick(1_000);
    expect(limits()).toEqual([]);
    publisher.limit(1_000_000);
    publisher.tick(1_010);
    expect(limits()).toHaveLength(1);
    publisher.limit(990_000);
    publisher.tick(1_020);
    expect(limits()).toEqual([]);
    publisher.limit(500_000);
    publisher.tick(1_030);
    expect(limits()[0]).toBeCloseTo(500_000, -3);
    publisher.limit(2_000_000);
    publisher.tick(1_500);
    expect(limits()).toEqual([]);
    publisher.tick(2_030);
    expect(limits()[0]).toBeCloseTo(2_000_000, -3);
    publisher.limit(undefined);
    publisher.tick(3_100);
    expect(limits()[0]).toBeGreaterThan(10_000_000);
  });

  test('the subscriber’s estimate is for its pictures, but for what its sound really takes', () => {
    const { subscriber, publisher } = setUp();
    expect(subscriber.videoShare()).toBeUndefined();
    subscriber.receiveRtcp('1', remb(1, 1_050_000, []), 0);
    expect(subscriber.videoShare()).toBeCloseTo(1_050_000, -4);
    subscriber.tick(1_000);
    // 50 packets of 3 bytes and a header in a second.
    for (let packet = 0; packet < 50; packet += 1) publisher.receive(microphone(packet), 1_000 + packet * 20);
    subscriber.tick(2_000);
    expect(subscriber.videoShare()).toBeCloseTo(1_050_000 - 50 * 27 * 8, -2);
  });

  test('PLI from the subscriber reaches the publisher, not more often than it helps', () => {
    const { publisher, subscriber, toPublisher, videoFacts } = setUp();
    publisher.receive(camera(1, true), 10_000);
    toPublisher.length = 0;
    for (let now = 20_000; now < 20_300; now += 10) subscriber.receiveRtcp('1', pli(1, videoFacts.ssrc), now);
    expect(keyFramesWanted(toPublisher)).toEqual([cameraSsrc]);
  });
});

describe('lines', () => {
  test('are there before anybody publishes, are reused, and grow when they must', () => {
    const { subscriber } = forwarding();
    expect(subscriber.describe().map(({ mid, kind, track }) => [mid, kind, track])).toEqual([
      ['0', 'audio', undefined],
      ['1', 'video', undefined],
    ]);
    const camera = (participantId: string) => ({ participantId, source: 'camera' }) as const;
    expect(subscriber.carry(camera('a'), undefined, 0)).toBe('assigned');
    expect(subscriber.carry(camera('a'), undefined, 0)).toBe('kept');
    expect(subscriber.carry(camera('b'), undefined, 0)).toBe('added');
    expect(subscriber.drop(camera('a'), 0)).toBe(true);
    expect(subscriber.drop(camera('a'), 0)).toBe(false);
    expect(subscriber.carry(camera('c'), undefined, 0)).toBe('assigned');
    expect(subscriber.describe().map(({ track }) => track?.participantId)).toEqual([undefined, 'c', 'b']);
  });

  test('of one participant are kept together for lip sync', () => {
    const { subscriber } = forwarding();
    subscriber.carry({ participantId: 'a', source: 'microphone' }, undefined, 0);
    subscriber.carry({ participantId: 'b', source: 'microphone' }, undefined, 0);
    subscriber.carry({ participantId: 'b', source: 'camera' }, undefined, 0);
    subscriber.carry({ participantId: 'a', source: 'camera' }, undefined, 0);
    const groups = new Map(
      subscriber
        .tracks()
        .map(({ track, line }) => [`${track.participantId} ${track.source}`, line.facts.group]),
    );
    expect(groups.get('a camera')).toBe('group-1');
    expect(groups.size).toBe(4);
  });

  test('a publisher that connects anew goes on without a gap', () => {
    const all = setUp();
    all.publisher.receive(camera(1, true), 0);
    const next = all.connect(all.newPublisher(), 1_000);
    all.publisher.receive(camera(2), 1_001);
    next.receive(camera(40_000), 1_010);
    next.receive(camera(40_001, true), 1_043);
    const sent = all.video().map(({ packet }) => headerOf(packet).sequence);
    expect(sent).toHaveLength(2);
    expect((sent[1]! - sent[0]!) & 0xffff).toBe(1);
  });
});
