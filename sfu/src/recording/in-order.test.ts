import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InOrder, type TakenPacket } from './in-order.ts';

const waitMs = 100;

function packet(number: number, arrivedAt = 0): TakenPacket {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(number, 4);
  return {
    packet: bytes,
    payloadStart: 4,
    payloadEnd: 8,
    sequence: number & 0xffff,
    timestamp: number,
    marker: false,
    arrivedAt,
  };
}

function ordered() {
  const seen: { number: number; afterLoss: boolean }[] = [];
  const order = new InOrder(waitMs, (taken, afterLoss) => {
    seen.push({ number: taken.packet.readUInt32BE(taken.payloadStart), afterLoss });
  });
  return { order, seen, numbers: () => seen.map(({ number }) => number) };
}

test('what comes in order is handed on at once, also where numbers wrap', () => {
  const { order, numbers } = ordered();
  for (let number = 65_530; number < 65_545; number++) order.take(packet(number));
  expect(numbers()).toEqual(Array.from({ length: 15 }, (_, index) => 65_530 + index));
});

test('whatever is late, or comes twice, within the wait is handed on once and in order', () => {
  fc.assert(
    fc.property(
      fc.nat(70_000),
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.nat(1_000), { minLength: 60, maxLength: 60 }),
      fc.array(fc.nat(59), { maxLength: 20 }),
      (first, count, keys, twice) => {
        const { order, seen, numbers } = ordered();
        order.take(packet(first));
        const rest = Array.from({ length: count }, (_, index) => first + 1 + index);
        const shuffled = rest
          .map((number, index) => ({ number, key: keys[index] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ number }) => number);
        for (const number of [...shuffled, ...twice.map((at) => rest[at % count] ?? first)])
          order.take(packet(number));
        expect(numbers()).toEqual([first, ...rest]);
        expect(seen.every(({ afterLoss }) => !afterLoss)).toBe(true);
      },
    ),
  );
});

test('what stays missing is given up after the wait, and what follows says so', () => {
  const { order, seen } = ordered();
  order.take(packet(1, 0));
  order.take(packet(3, 10));
  order.take(packet(4, 20));
  order.take(packet(6, 30));
  order.tick(109);
  expect(seen).toEqual([{ number: 1, afterLoss: false }]);
  order.tick(110);
  expect(seen.slice(1)).toEqual([
    { number: 3, afterLoss: true },
    { number: 4, afterLoss: false },
  ]);
  order.take(packet(2, 120));
  order.take(packet(5, 121));
  expect(seen.slice(3)).toEqual([
    { number: 5, afterLoss: false },
    { number: 6, afterLoss: false },
  ]);
});

test('at the end everything that is there is handed on', () => {
  const { order, seen } = ordered();
  for (const number of [1, 3, 7, 8]) order.take(packet(number));
  order.finish();
  expect(seen.map(({ number, afterLoss }) => [number, afterLoss])).toEqual([
    [1, false],
    [3, true],
    [7, true],
    [8, false],
  ]);
});

test('a flood behind a gap does not grow without end', () => {
  const { order, seen } = ordered();
  order.take(packet(0));
  for (let number = 2; number < 5_000; number++) order.take(packet(number));
  expect(seen.length).toBeGreaterThan(2_900);
  expect(seen[1]).toEqual({ number: 2, afterLoss: true });
});

test('what waits is kept as it was, though its owner uses the bytes again', () => {
  const { order, numbers } = ordered();
  const shared = packet(1);
  order.take(shared);
  const third = packet(3);
  order.take(third);
  third.packet.fill(0xff);
  order.take(packet(2));
  expect(numbers()).toEqual([1, 2, 3]);
});
