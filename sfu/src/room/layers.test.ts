import { expect, test } from 'vitest';
import { forwarding } from '../../test/forwarding.ts';
import { rtpPacket, vp8Payload } from '../../test/packets.ts';
import { readRtcp, remb } from '../wire/rtcp.ts';
import { emptyHeader, isRtcp, parseRtp } from '../wire/rtp.ts';
import { newTrack, type RoomTrack } from './entries.ts';
import { Layers, type WatchingParticipant } from './layers.ts';

const fullSsrc = 2_231_627_014;
const smallSsrc = 777;

/** `a` publishes a camera in two pictures; `b` watches through a real line, `c` and further ones only on paper. */
function room({ others = 0, unseen = '' } = {}) {
  const { subscriber, toSubscriber, toPublisher, lines, newPublisher, ref } = forwarding();
  const camera = lines.find(({ source }) => source === 'camera')!;
  const line = { ...camera.line, mid: '9', ssrc: smallSsrc, rtxSsrc: undefined, transportCcId: undefined };
  const publisher = newPublisher([{ source: 'camera', layer: 'small', line }]);
  const track: RoomTrack = {
    ...newTrack(ref('camera'), publisher.sources.get('camera')!),
    small: publisher.small.get('camera'),
  };
  subscriber.carry(track.ref, track.source, 0);
  subscriber.lineOf(track.ref)!.setOpen(true, 0);
  const participants = new Map<string, WatchingParticipant>([
    ['b', { subscriber: { lines: subscriber, state: 'connected' } }],
  ]);
  for (let index = 0; index < others; index += 1)
    participants.set(`c${String(index)}`, {
      subscriber: { lines: forwarding().subscriber, state: 'connected' },
    });
  const wanted: { full: boolean; small: boolean }[] = [];
  const layers = new Layers({
    participants,
    tracks: new Map([[track.key, track]]),
    flows: (id) => id !== 'a',
    counts: (id) => id !== unseen,
    onWanted: (changed) => wanted.push({ ...changed.wanted }),
  });
  const sent = new Map<number, number>();
  const sends = (ssrc: number, keyFrame: boolean, now: number, size = 0) => {
    const sequence = (sent.get(ssrc) ?? ssrc % 1_000) + 1;
    sent.set(ssrc, sequence);
    publisher.receive(
      rtpPacket({
        payloadType: 96,
        sequence,
        timestamp: sequence * 3_000,
        ssrc,
        payload: Buffer.concat([vp8Payload(sequence, keyFrame), Buffer.alloc(size)]),
      }),
      now,
    );
  };
  const arrived = () =>
    toSubscriber
      .splice(0)
      .filter(({ packet }) => !isRtcp(packet))
      .map(({ packet }) => {
        const header = emptyHeader();
        expect(parseRtp(packet, header)).toBe(true);
        return { sequence: header.sequence, timestamp: header.timestamp };
      });
  const keyFramesAsked = () => {
    const asked: number[] = [];
    for (const packet of toPublisher.splice(0)) readRtcp(packet, { keyFrame: (ssrc) => asked.push(ssrc) });
    return asked;
  };
  const resize = (id: string, size: 'full' | 'small' | 'none') =>
    layers.resize(id, [{ track: track.ref, size }]);
  const estimates = (bitrate: number) => subscriber.receiveRtcp('1', remb(1, bitrate, []), 0);
  /** As much gets through as is estimated, and no more: packets of both pictures, whichever passes. */
  const busy = (now: number) => {
    for (let packet = 0; packet < 30; packet += 1)
      for (const ssrc of [fullSsrc, smallSsrc]) sends(ssrc, packet === 0, now, 200);
    subscriber.tick(now);
  };
  return { layers, wanted, busy, sends, arrived, keyFramesAsked, resize, estimates, track, subscriber };
}

test('the full picture goes on until the small one can be decoded, and the line has no gap', () => {
  const { layers, sends, arrived, keyFramesAsked, resize } = room();
  sends(fullSsrc, true, 1_000);
  sends(fullSsrc, false, 1_033);
  keyFramesAsked();
  resize('b', 'small');
  layers.tick(1_040);
  expect(keyFramesAsked()).toContain(smallSsrc);
  sends(smallSsrc, false, 1_050);
  sends(fullSsrc, false, 1_066);
  const before = arrived();
  expect(before).toHaveLength(3);
  sends(smallSsrc, true, 1_080);
  sends(fullSsrc, false, 1_100);
  sends(smallSsrc, false, 1_120);
  const after = arrived();
  expect(after).toHaveLength(2);
  const sequences = [...before, ...after].map((packet) => packet.sequence);
  expect(sequences).toEqual(sequences.map((_, index) => (sequences[0]! + index) & 0xffff));
  expect(after[0]!.timestamp).toBeGreaterThan(before.at(-1)!.timestamp);
});

test('a publisher is told of the first who has a use for the small picture, and when nobody has one for the full', () => {
  const { layers, wanted, sends, resize } = room({ others: 1 });
  layers.tick(0);
  expect(wanted).toEqual([]);
  resize('b', 'small');
  layers.tick(10);
  expect(wanted.at(-1)).toEqual({ full: true, small: true });
  resize('c0', 'small');
  layers.tick(20);
  // Nothing is given up for something that has not come.
  expect(wanted).toHaveLength(1);
  sends(smallSsrc, true, 30);
  layers.tick(40);
  expect(wanted.at(-1)).toEqual({ full: false, small: true });
  resize('c0', 'full');
  layers.tick(50);
  expect(wanted.at(-1)).toEqual({ full: true, small: true });
  resize('b', 'full');
  layers.tick(60);
  expect(wanted.at(-1)).toEqual({ full: true, small: false });
});

test('who watches unseen changes nothing for the publisher, and takes what is sent for the others', () => {
  const { layers, wanted, sends, arrived, resize } = room({ others: 1, unseen: 'b' });
  sends(fullSsrc, true, 1_000);
  layers.tick(1_000);
  expect(wanted).toEqual([]);
  resize('c0', 'small');
  layers.tick(1_010);
  sends(smallSsrc, true, 1_020);
  layers.tick(1_030);
  expect(wanted.at(-1)).toEqual({ full: false, small: true });
  layers.tick(1_040);
  arrived();
  sends(smallSsrc, true, 1_050);
  expect(arrived()).toHaveLength(1);
  resize('c0', 'full');
  layers.tick(1_060);
  expect(wanted.at(-1)).toEqual({ full: true, small: false });
});

test('what is recorded is sent in full, whoever watches', () => {
  const { layers, wanted, sends, resize, track } = room();
  track.recorded = true;
  resize('b', 'small');
  sends(smallSsrc, true, 10);
  layers.tick(20);
  expect(wanted).toEqual([{ full: true, small: true }]);
});

test('a small picture that stops gives way to the full one', () => {
  const { layers, sends, resize, subscriber, track, arrived } = room();
  resize('b', 'small');
  layers.tick(0);
  sends(smallSsrc, true, 10);
  expect(subscriber.lineOf(track.ref)!.source?.isSmall).toBe(true);
  layers.tick(3_000);
  sends(fullSsrc, true, 3_010);
  expect(subscriber.lineOf(track.ref)!.source?.isSmall).toBe(false);
  expect(arrived()).toHaveLength(2);
});

test('whoever has a narrow path gets small pictures instead of making everybody’s worse, and is tried again', () => {
  const { layers, wanted, estimates, subscriber, busy } = room({ others: 1 });
  estimates(200_000);
  let now = 0;
  const until = (end: number) => {
    for (; now <= end; now += 200) {
      busy(now);
      layers.tick(now);
    }
  };
  // A second until it is clear that the path is full, and three that it stays so.
  until(4_200);
  expect(wanted).toEqual([]);
  until(4_800);
  expect(wanted.at(-1)).toEqual({ full: true, small: true });
  until(14_200);
  expect(wanted).toHaveLength(1);
  until(14_800);
  expect(wanted.at(-1)).toEqual({ full: true, small: false });
  expect(subscriber.isOnTrial).toBe(true);
  // It is still too narrow: the next attempt waits twice as long.
  until(19_000);
  expect(wanted.at(-1)).toEqual({ full: true, small: true });
  expect(subscriber.isOnTrial).toBe(false);
  until(38_000);
  expect(wanted).toHaveLength(3);
  until(39_000);
  expect(wanted).toHaveLength(4);
});

test('for a single watcher with a narrow path the full picture itself is made smaller', () => {
  const { layers, wanted, estimates, busy } = room();
  estimates(100_000);
  for (let now = 0; now <= 5_000; now += 200) {
    busy(now);
    layers.tick(now);
  }
  expect(wanted).toEqual([]);
});

test('an estimate that is low because little is sent makes no path narrow', () => {
  const { layers, wanted, estimates } = room({ others: 1 });
  estimates(200_000);
  for (let now = 0; now <= 5_000; now += 200) layers.tick(now);
  expect(wanted).toEqual([]);
});

test('what is not shown is not sent', () => {
  const { layers, resize, track } = room();
  expect(layers.isShown('b', track.ref)).toBe(true);
  resize('b', 'none');
  expect(layers.isShown('b', track.ref)).toBe(false);
  layers.forget('b');
  expect(layers.isShown('b', track.ref)).toBe(true);
});
