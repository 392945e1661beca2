import { describe, expect, test } from 'vitest';
import {
  attributeOf,
  integrityFits,
  looksLikeStun,
  readStun,
  receiverUfragOf,
  stunAttribute,
  withTieBreaker,
  writeStun,
  type StunMessage,
} from './stun.ts';

/** RFC 5769 §2.1: a request with short-term credentials. */
const sample = Buffer.from(
  '000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74' +
    '002400046e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020' +
    '000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf',
  'hex',
);
const samplePassword = 'VOkJxbRl1RmTxUk/WvJxBt';

function read(bytes: Buffer): StunMessage {
  const result = readStun(bytes);
  if (!result.ok) throw new Error(result.fault);
  return result.value;
}

const tieBreaker = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
};

const request = (role: number, value: bigint): Buffer =>
  writeStun({
    method: 1,
    class: 'request',
    transactionId: Buffer.from('0123456789ab'),
    attributes: [
      [stunAttribute.username, Buffer.from('ours:theirs')],
      [role, tieBreaker(value)],
      [stunAttribute.useCandidate, Buffer.alloc(0)],
    ],
    password: 'secret',
  });

describe('reading', () => {
  test('the sample of RFC 5769 §2.1, its integrity and its fingerprint', () => {
    const message = read(sample);
    expect(message).toMatchObject({ method: 1, class: 'request' });
    expect(message.transactionId.toString('hex')).toBe('b7e7a701bc34d686fa87dfae');
    expect(receiverUfragOf(message)).toBe('evtj');
    expect(integrityFits(message, samplePassword)).toBe(true);
    expect(integrityFits(message, `${samplePassword}x`)).toBe(false);
  });

  test.each([
    ['empty', Buffer.alloc(0), 'short'],
    ['a header cut short', sample.subarray(0, 19), 'short'],
    [
      'another cookie',
      Buffer.concat([sample.subarray(0, 4), Buffer.alloc(4), sample.subarray(8)]),
      'not-stun',
    ],
    ['RTP', Buffer.concat([Buffer.from([0x80]), sample.subarray(1)]), 'not-stun'],
    ['a message cut short', sample.subarray(0, 100), 'length'],
    ['something after the message', Buffer.concat([sample, Buffer.alloc(4)]), 'length'],
  ])('refuses %s', (_, bytes, fault) => {
    expect(readStun(bytes)).toEqual({ ok: false, fault });
  });

  test('refuses an attribute that reaches past the end', () => {
    const bytes = Buffer.from(sample);
    bytes.writeUInt16BE(0x1000, 22);
    expect(readStun(bytes)).toEqual({ ok: false, fault: 'attribute' });
  });

  test('refuses a wrong fingerprint', () => {
    const bytes = Buffer.from(sample);
    bytes.writeUInt8(0, bytes.length - 1);
    expect(readStun(bytes)).toEqual({ ok: false, fault: 'fingerprint' });
  });

  test('ignores what follows MESSAGE-INTEGRITY', () => {
    const { bytes } = read(request(stunAttribute.iceControlled, 5n));
    const smuggled = Buffer.concat([bytes.subarray(0, -8), Buffer.from('0006000178000000', 'hex')]);
    const message = read(smuggled);
    expect(integrityFits(message, 'secret')).toBe(true);
    expect(receiverUfragOf(message)).toBe('ours');
  });

  test('knows each class of each method', () => {
    for (const method of [1, 3, 0x80, 0xabc])
      for (const kind of ['request', 'indication', 'success', 'error'] as const) {
        const bytes = writeStun({ method, class: kind, transactionId: Buffer.alloc(12), attributes: [] });
        expect(read(bytes)).toMatchObject({ method, class: kind });
      }
  });

  test('tells STUN from DTLS and SRTP', () => {
    expect([0, 3, 4, 20, 64, 128].map((first) => looksLikeStun(Buffer.from([first])))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(looksLikeStun(Buffer.alloc(0))).toBe(false);
  });
});

describe('the repair of zero tie-breakers (libjuice#355)', () => {
  test.each([
    ['controlled', stunAttribute.iceControlled],
    ['controlling', stunAttribute.iceControlling],
  ])('gives a %s client tie-breaker 1 and a valid signature', (_, role) => {
    const repaired = read(withTieBreaker(read(request(role, 0n)), 'secret'));
    expect(attributeOf(repaired, role)).toEqual(tieBreaker(1n));
    expect(integrityFits(repaired, 'secret')).toBe(true);
    expect(receiverUfragOf(repaired)).toBe('ours');
    expect(attributeOf(repaired, stunAttribute.useCandidate)).toHaveLength(0);
    expect(repaired.transactionId.toString()).toBe('0123456789ab');
  });

  test('leaves any other message as it is', () => {
    const bytes = request(stunAttribute.iceControlled, 7n);
    expect(withTieBreaker(read(bytes), 'secret')).toBe(bytes);
    expect(withTieBreaker(read(sample), samplePassword)).toBe(sample);
    const unsigned = writeStun({
      method: 1,
      class: 'request',
      transactionId: Buffer.alloc(12),
      attributes: [[stunAttribute.iceControlled, tieBreaker(0n)]],
    });
    expect(withTieBreaker(read(unsigned), 'secret')).toBe(unsigned);
  });
});

/** Numbers from 0 up to but not including `below`, the same in each run (a linear congruential generator). */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function mutated(bytes: Buffer, random: (below: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  for (let changes = random(6); changes >= 0; changes -= 1) copy[random(copy.length)] = random(256);
  const kind = random(4);
  if (kind === 0) return copy.subarray(0, random(copy.length + 1));
  if (kind === 1) return Buffer.concat([copy, Buffer.alloc(random(64), random(256))]);
  if (kind === 2) copy.writeUInt16BE(random(128) * 4, 2);
  return copy;
}

/** A valid message without FINGERPRINT, so that damage gets past the checksum. */
function withoutFingerprint(bytes: Buffer): Buffer {
  const shorter = Buffer.from(bytes.subarray(0, -8));
  shorter.writeUInt16BE(shorter.length - 20, 2);
  return shorter;
}

test('30,000 damaged messages never throw, and no damaged one is taken for signed', () => {
  const random = randomOf(355);
  const whole: [Buffer, string][] = [
    [sample, samplePassword],
    [request(stunAttribute.iceControlled, 0n), 'secret'],
    [request(stunAttribute.iceControlling, 9n), 'secret'],
  ];
  const originals = [...whole, ...whole.map(([bytes, key]) => [withoutFingerprint(bytes), key] as const)];
  let understood = 0;
  for (let round = 0; round < 30_000; round += 1) {
    const [original, password] = originals[random(originals.length)]!;
    const damaged = mutated(original, random);
    const result = readStun(damaged);
    if (!result.ok) continue;
    understood += 1;
    receiverUfragOf(result.value);
    withTieBreaker(result.value, 'secret');
    if (!integrityFits(result.value, password)) continue;
    const covered = original.indexOf(Buffer.from('00080014', 'hex'));
    expect(damaged.subarray(4, covered)).toEqual(original.subarray(4, covered));
  }
  expect(understood).toBeGreaterThan(1_000);
});
