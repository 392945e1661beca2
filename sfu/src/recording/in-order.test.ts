import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InOrder, type TakenPacket } from './in-order.ts';

const waitMs = 300;

const packetOf = (number: number, arrivedAt: number): TakenPacket => ({
  packet: Buffer.from([0xaa, number & 0xff, 0xbb]),
  payloadStart: 1,
  payloadEnd: 2,
  sequence: number & 0xffff,
  timestamp: number,
  marker: false,
  arrivedAt,
});

function collector() {
  const got: number[] = [];
  const losses: number[] = [];
  const order = new InOrder(waitMs, (packet, afterLoss) => {
    expect(packet.packet[packet.payloadStart]).toBe(packet.timestamp & 0xff);
    got.push(packet.timestamp);
    if (afterLoss) losses.push(packet.timestamp);
  });
  return { got, losses, order };
}

describe('packets for a recording', () => {
  test('come out once and in order however they were reordered and repeated, across a wrap too', () => {
    const positions = fc.array(fc.nat(40), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(fc.nat(0xffff), positions, fc.array(fc.nat(59)), (first, delays, repeated) => {
        const numbers = [...delays.keys()].slice(1);
        const late = numbers.sort((a, b) => a + (delays[a] ?? 0) - (b + (delays[b] ?? 0)));
        const { got, losses, order } = collector();
        for (const n of [0, ...late, ...repeated]) {
          order.take(packetOf(first + n, 0));
          order.tick(waitMs - 1);
        }
        expect(got).toEqual(delays.map((_, n) => first + n));
        expect(losses).toEqual([]);
      }),
    );
  });

  test('lost ones are given up when their time is over, and what follows says so', () => {
    const { got, losses, order } = collector();
    for (const n of [0, 2, 3, 6]) order.take(packetOf(n, n));
    order.tick(waitMs + 1);
    expect(got).toEqual([0]);
    order.tick(waitMs + 2);
    expect(got).toEqual([0, 2, 3]);
    order.tick(waitMs + 6);
    order.take(packetOf(1, waitMs + 7));
    expect(got).toEqual([0, 2, 3, 6]);
    expect(losses).toEqual([2, 6]);
  });

  test('whatever is lost, the rest comes out in order at the end', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(200)), (numbers) => {
        const { got, order } = collector();
        order.take(packetOf(1_000, 0));
        for (const n of numbers) order.take(packetOf(1_001 + n, 0));
        order.finish();
        expect(got).toEqual([1_000, ...numbers.sort((a, b) => a - b).map((n) => 1_001 + n)]);
      }),
    );
  });

  test('waiting ones keep their bytes when their owner uses the memory again', () => {
    const { got, order } = collector();
    order.take(packetOf(0, 0));
    const early = packetOf(2, 0);
    order.take(early);
    early.packet.fill(0);
    order.take(packetOf(1, 0));
    expect(got).toEqual([0, 1, 2]);
  });

  test('a flood behind a missing one is not kept without end', () => {
    const { got, order } = collector();
    order.take(packetOf(0, 0));
    for (let n = 2; n <= 5_000; n++) order.take(packetOf(n, 0));
    expect(got).toHaveLength(5_000);
  });
});
