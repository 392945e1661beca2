import { describe, expect, test } from 'vitest';
import { KeyFrameRequests } from './key-frames.ts';
import { PacketRing } from './packet-ring.ts';
import { Reception } from './reception.ts';
import { Rules } from './rules.ts';
import { TransportArrivals } from './transport-arrivals.ts';

describe('reception', () => {
  test('counts what was expected and what came, across the end of the circle', () => {
    const reception = new Reception(90_000);
    for (const sequence of [65_534, 65_535, 1, 2, 4]) reception.arrived(sequence, 0, 10, 0);
    expect(reception).toMatchObject({ packets: 5, bytes: 50, expected: 7, lost: 2 });
    expect(reception.highest % 0x10000).toBe(4);
    expect(reception.fractionLost()).toBe(Math.floor((2 / 7) * 256));
    expect(reception.fractionLost()).toBe(0);
  });

  test('jitter is zero in step with the clock, grows out of step, and ignores jumps', () => {
    const reception = new Reception(90_000);
    for (let frame = 0; frame < 100; frame += 1)
      reception.arrived(frame, frame * 3_000, 1, (frame * 1_000) / 30);
    expect(reception.jitterMs).toBeLessThan(0.1);
    reception.arrived(100, 300_000, 1, 3_343.3);
    expect(reception.jitterMs).toBeGreaterThan(0.5);
    const before = reception.jitterMs;
    reception.arrived(101, 2 ** 31, 1, 3_366.6);
    expect(reception.jitterMs).toBe(before);
  });
});

describe('ring of packets sent', () => {
  const keep = (ring: PacketRing, sequence: number) => {
    ring.slot(sequence).write('x');
    ring.keep(sequence, 1 + (sequence & 7));
  };

  test('gives a packet again until another has its place', () => {
    const ring = new PacketRing(4);
    keep(ring, 65_535);
    expect(ring.again(65_535, 1_000, 10)).toHaveLength(8);
    keep(ring, 3);
    expect(ring.again(65_535, 2_000, 10)).toBeUndefined();
    expect(ring.again(3, 2_000, 10)).toHaveLength(4);
    ring.clear();
    expect(ring.again(3, 3_000, 10)).toBeUndefined();
  });

  test('not faster than the throttle, and not for ever', () => {
    const ring = new PacketRing(4);
    keep(ring, 1);
    expect(ring.again(1, 1_000, 50)).toBeDefined();
    expect(ring.again(1, 1_049, 50)).toBeUndefined();
    let given = 1;
    for (let now = 1_050; now < 100_000; now += 50) if (ring.again(1, now, 50)) given += 1;
    expect(given).toBe(10);
  });
});

describe('asking for key frames', () => {
  test('is repeated until one comes', () => {
    const requests = new KeyFrameRequests();
    expect(requests.want(0)).toBe(true);
    expect(requests.want(100)).toBe(false);
    expect(requests.due(600)).toBe(false);
    expect(requests.due(700)).toBe(true);
    requests.arrived();
    expect(requests.due(5_000)).toBe(false);
    expect(requests.asked).toBe(2);
  });

  test('of one who comes just after a key frame is soon heard', () => {
    const requests = new KeyFrameRequests();
    requests.want(0);
    requests.arrived();
    expect(requests.want(100)).toBe(false);
    expect(requests.due(290)).toBe(false);
    expect(requests.due(300)).toBe(true);
  });
});

describe('transport-wide arrivals', () => {
  const facts = (packet: Buffer | undefined) =>
    packet && { base: packet.readUInt16BE(12), count: packet.readUInt16BE(14), number: packet[19] };

  test('are reported once, and losses between two reports are not forgotten', () => {
    const arrivals = new TransportArrivals();
    expect(arrivals.report(1, 2)).toBeUndefined();
    for (const sequence of [65_534, 65_535, 0]) arrivals.arrived(sequence, 1_000);
    expect(facts(arrivals.report(1, 2))).toEqual({ base: 65_534, count: 3, number: 1 });
    expect(arrivals.report(1, 2)).toBeUndefined();
    for (const sequence of [3, 4]) arrivals.arrived(sequence, 1_050);
    expect(facts(arrivals.report(1, 2))).toEqual({ base: 1, count: 4, number: 2 });
  });

  test('a late one is reported, a jump begins anew', () => {
    const arrivals = new TransportArrivals();
    arrivals.arrived(100, 1_000);
    arrivals.report(1, 2);
    arrivals.arrived(99, 1_050);
    expect(facts(arrivals.report(1, 2))).toMatchObject({ base: 99, count: 1 });
    arrivals.arrived(20_000, 1_100);
    expect(facts(arrivals.report(1, 2))).toMatchObject({ base: 20_000, count: 1 });
  });
});

describe('rules', () => {
  const camera = { participantId: 'a', source: 'camera' } as const;
  const everything = { version: 1, paused: false, present: ['a', 'b', 'c'], muted: [], blocked: [] };

  test('let a track flow to the others who are present', () => {
    const rules = new Rules(everything);
    expect(rules.flows('b', camera)).toBe(true);
    expect(rules.flows('a', camera)).toBe(false);
    expect(rules.flows('stranger', camera)).toBe(false);
    expect(rules.flows('b', { participantId: 'stranger', source: 'camera' })).toBe(false);
  });

  test('stop it for all when paused or muted, and for one when blocked', () => {
    expect(new Rules({ ...everything, paused: true }).flows('b', camera)).toBe(false);
    const muted = new Rules({ ...everything, muted: [camera] });
    expect(muted.flows('b', camera)).toBe(false);
    expect(muted.flows('b', { participantId: 'a', source: 'microphone' })).toBe(true);
    const blocked = new Rules({ ...everything, blocked: [{ subscriberId: 'b', track: camera }] });
    expect(blocked.flows('b', camera)).toBe(false);
    expect(blocked.flows('c', camera)).toBe(true);
  });

  test('confine what a participant sends to those named, and write none of it down', () => {
    const recording = { recordingId: 'r', folder: '/nowhere', key: new Uint8Array(32) };
    const microphone = { participantId: 'a', source: 'microphone' } as const;
    const rules = new Rules({ ...everything, recording, confined: [{ participantId: 'a', to: ['b'] }] });
    expect([rules.flows('b', microphone), rules.flows('c', microphone)]).toEqual([true, false]);
    expect([rules.shows('b', 'a'), rules.shows('c', 'a'), rules.shows('invited', 'a')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(rules.shows('a', 'c')).toBe(true);
    expect(rules.records('a microphone', 'a')).toBe(false);
    expect(rules.records('b microphone', 'b')).toBe(true);
  });
});
