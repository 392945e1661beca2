import { describe, expect, test } from 'vitest';
import { chromeOffer, firefoxOffer } from '../test/descriptions.ts';
import { forwarding } from '../test/forwarding.ts';
import { rtpPacket, rtxPayload, seeded, vp8Payload } from '../test/packets.ts';
import { negotiate, type NegotiatedLine } from './wire/codecs.ts';
import { nack, pli, receiverReport, remb, senderReport } from './wire/rtcp.ts';
import { parseSdp } from './wire/sdp-offer.ts';
import { restateOffer } from './wire/sdp-restate.ts';
import { writeAnswer } from './wire/sdp-write.ts';
import { transportFeedback } from './wire/transport-feedback.ts';

/**
 * Damaged packets and descriptions, the same in every run. Nothing may throw, since the packet path has nobody to
 * catch it; what is damaged beyond use must be counted, and what is not must still pass.
 */

const packetRounds = 100_000;
const descriptionRounds = 5_000;
const random = seeded(20_260_101);
const integer = (below: number) => Math.floor(random() * below);
const pick = <T>(list: readonly T[]): T => list[integer(list.length)]!;

const cameraSsrc = 2_231_627_014;
const cameraRtxSsrc = 632_943_048;
const microphoneSsrc = 3_570_614_608;
const extensions = new Map([
  [1, Buffer.from([0x9e])],
  [3, Buffer.from([0, 7])],
]);

const fromPublisher = (payloadType: number, ssrc: number, payload: Buffer, sequence = integer(0x10000)) =>
  rtpPacket({ payloadType, sequence, timestamp: integer(2 ** 32), ssrc, payload, extensions });

const report = {
  ssrc: cameraSsrc,
  fractionLost: 3,
  lost: 4,
  highest: 5,
  jitter: 6,
  lastSr: 7,
  delaySinceLastSr: 8,
};

function aPacket(codec: 'vp8' | 'h264', outgoingSsrc: number): Buffer {
  const videoType = codec === 'vp8' ? 96 : 104;
  const picture = () =>
    codec === 'vp8'
      ? vp8Payload(integer(0x8000), random() < 0.3, 8 + integer(200))
      : Buffer.from([pick([0x67, 0x65, 0x78, 0x7c, 0x41]), 0, 2, 0x67, 1, 0, 1, 0x65, 0x85]);
  const kinds = [
    () => fromPublisher(videoType, cameraSsrc, picture()),
    () => fromPublisher(videoType + 1, cameraRtxSsrc, rtxPayload(integer(0x10000), picture())),
    () => fromPublisher(111, microphoneSsrc, Buffer.alloc(1 + integer(60), 5)),
    () => senderReport(cameraSsrc, random() * 4e12, integer(2 ** 32), 1, 2, 'cname'),
    () => receiverReport(1, [{ ...report, ssrc: outgoingSsrc }]),
    () => nack(1, outgoingSsrc, [integer(0x10000), integer(0x10000)]),
    () => Buffer.concat([receiverReport(1, []), pli(1, outgoingSsrc), remb(1, integer(1e9), [outgoingSsrc])]),
    () => transportFeedback(1, 2, 3, 10, [{ sequence: 12, atUs: 64_000 }]),
  ];
  return pick(kinds)();
}

/** One to four injuries: bits, bytes, lengths, ends. */
function damage(packet: Buffer): Buffer {
  let damaged = Buffer.from(packet);
  for (let injuries = 1 + integer(4); injuries > 0; injuries -= 1) {
    const at = integer(Math.max(1, damaged.length));
    const kind = integer(6);
    if (kind === 0 && damaged.length > 0) damaged[at] = damaged[at]! ^ (1 << integer(8));
    else if (kind === 1 && damaged.length > 0) damaged[at] = pick([0, 1, 0x7f, 0x80, 0xff]);
    else if (kind === 2) damaged = damaged.subarray(0, at);
    else if (kind === 3) damaged = Buffer.concat([damaged, Buffer.alloc(integer(40), integer(256))]);
    else if (kind === 4 && damaged.length > 4)
      damaged.writeUInt16BE(integer(0x10000), integer(damaged.length - 1));
    else
      damaged = Buffer.concat([
        damaged.subarray(0, at),
        damaged.subarray(Math.min(damaged.length, at + integer(8))),
      ]);
  }
  return damaged;
}

describe.each([
  ['vp8', 'VP8'],
  ['h264', 'H264'],
] as const)('a connection that carries %s', (codec, preferred) => {
  test('survives damaged packets, counts them, and goes on forwarding', () => {
    const { counters, subscriber, toSubscriber, toPublisher, connect, newPublisher } = forwarding(
      preferred,
      random,
    );
    const publisher = connect(newPublisher());
    const outgoing = subscriber.lines.map(({ facts }) => facts.ssrc);
    let now = 1_000_000;
    for (let round = 0; round < packetRounds / 2; round += 1) {
      now += random() * 5;
      const packet = aPacket(codec, pick(outgoing));
      const given = random() < 0.9 ? damage(packet) : packet;
      publisher.receive(given, now);
      subscriber.receiveRtcp(pick(['0', '1', '2']), given, now);
      if (round % 4 === 0) {
        publisher.tick(now);
        subscriber.tick(now);
      }
      if (round % 1_000 === 0) toSubscriber.length = toPublisher.length = 0;
    }
    const counted = counters.snapshot();
    for (const name of ['malformed_rtp', 'malformed_rtcp', 'malformed_payload', 'dropped_unknown_ssrc'])
      if (codec === 'vp8' || name !== 'malformed_payload') expect(counted[name] ?? 0).toBeGreaterThan(100);
    toSubscriber.length = 0;
    const keyFrame = codec === 'vp8' ? vp8Payload(1, true) : Buffer.from([0x67, 1, 2]);
    for (let sequence = 0; sequence < 10; sequence += 1)
      publisher.receive(fromPublisher(codec === 'vp8' ? 96 : 104, cameraSsrc, keyFrame, sequence), now);
    expect(toSubscriber.length).toBeGreaterThan(0);
  }, 60_000);
});

test('damaged descriptions are refused or understood, and never repeated to the library', () => {
  const line =
    /^(?:v=0|o=- 1 1 IN IP4 127\.0\.0\.1|s=-|t=0 0|c=IN IP4 0\.0\.0\.0|m=(?:audio|video) 9 UDP\/TLS\/RTP\/SAVPF \d+(?: \d+)?|a=(?:group:BUNDLE|setup|ice-ufrag|ice-pwd|fingerprint|mid|sendonly|rtcp-mux|rtpmap|fmtp|ssrc-group|ssrc)[:A-Za-z0-9+/ _=-]*|)$/;
  let understood = 0;
  for (let round = 0; round < descriptionRounds; round += 1) {
    const text = damage(Buffer.from(pick([chromeOffer, firefoxOffer]))).toString('latin1');
    const description = parseSdp(text);
    if (!description) continue;
    understood += 1;
    const agreed = description.lines.flatMap((offered) => negotiate(offered, pick(['VP8', 'H264'])) ?? []);
    for (const written of restateOffer(description, agreed).split('\r\n')) expect(written).toMatch(line);
    writeAnswer(description.lines, new Map(agreed.map((one): [string, NegotiatedLine] => [one.mid, one])), {
      iceUfrag: 'u',
      icePassword: 'p',
      fingerprint: 'sha-256 AA',
      setup: 'passive',
      candidates: [],
    });
  }
  expect(understood).toBeGreaterThan(100);
  expect(understood).toBeLessThan(descriptionRounds);
}, 60_000);
