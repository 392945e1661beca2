import { expect, test } from 'vitest';
import { seeded } from '../../test/packets.ts';
import { transportFeedback, type Arrival } from './transport-feedback.ts';

/** Reads a feedback packet as a sender does: number → arrival in microseconds from the reference, or lost. */
function read(packet: Buffer): Map<number, number | 'lost'> {
  const base = packet.readUInt16BE(12);
  const count = packet.readUInt16BE(14);
  const symbols: number[] = [];
  let at = 20;
  while (symbols.length < count) {
    const chunk = packet.readUInt16BE(at);
    at += 2;
    if (chunk & 0x8000) for (let slot = 0; slot < 7; slot += 1) symbols.push((chunk >> (12 - slot * 2)) & 3);
    else for (let run = chunk & 0x1fff; run > 0; run -= 1) symbols.push(chunk >> 13);
  }
  let time = packet.readUIntBE(16, 3) * 64_000;
  const result = new Map<number, number | 'lost'>();
  symbols.slice(0, count).forEach((symbol, index) => {
    if (symbol === 1) time += packet.readUInt8(at) * 250;
    if (symbol === 2) time += packet.readInt16BE(at) * 250;
    at += symbol;
    result.set((base + index) & 0xffff, symbol === 0 ? 'lost' : time);
  });
  expect(packet.length - at).toBeLessThan(4);
  expect(packet.length).toBe((packet.readUInt16BE(2) + 1) * 4);
  return result;
}

test('arrivals and losses come back within the resolution of 250 µs', () => {
  const random = seeded(4);
  for (let round = 0; round < 200; round += 1) {
    const arrivals: Arrival[] = [];
    let atUs = 5_000_000 + round * 1_000_000;
    const first = Math.floor(random() * 70_000);
    for (let sequence = first; sequence < first + 40; sequence += 1) {
      atUs += Math.floor((random() - 0.2) * (random() < 0.05 ? 300_000 : 4_000));
      if (random() < 0.8) arrivals.push({ sequence, atUs });
    }
    if (arrivals.length === 0) continue;
    const decoded = read(transportFeedback(1, 2, round, first, arrivals));
    const came = new Map(arrivals.map(({ sequence, atUs: at }) => [sequence & 0xffff, at]));
    for (const [sequence, at] of decoded) {
      const expected = came.get(sequence);
      if (expected === undefined) expect(at).toBe('lost');
      else expect(Math.abs(Number(at) - expected)).toBeLessThanOrEqual(125);
    }
    expect([...decoded.values()].filter((at) => at !== 'lost')).toHaveLength(arrivals.length);
  }
});

test('long runs of losses take one chunk each', () => {
  const packet = transportFeedback(1, 2, 0, 100, [
    { sequence: 100, atUs: 64_000 },
    { sequence: 2_100, atUs: 65_000 },
  ]);
  expect(packet.length).toBeLessThan(40);
  expect(read(packet).size).toBe(2_001);
});
