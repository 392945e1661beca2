import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inspectTake } from './inspect.ts';
import { Cluster, fileHead } from './webm.ts';

const key = (width: number, height: number): Buffer => {
  const frame = Buffer.alloc(40);
  frame.writeUIntBE(0x100000, 0, 3);
  frame.writeUIntBE(0x9d012a, 3, 3);
  frame.writeUInt16LE(width, 6);
  frame.writeUInt16LE(height, 8);
  return frame;
};

/** Half a minute of pictures that change their size in the middle, cluster by cluster. */
function film(): Buffer {
  const parts = [fileHead({ codec: 'vp8', width: 640, height: 360 })];
  const cluster = new Cluster();
  for (let at = 0; at < 30_000; at += 40) {
    const size = at < 15_000 ? key(640, 360) : key(320, 180);
    if (!cluster.isEmpty && at - cluster.startMs >= 1_000) parts.push(Buffer.from(cluster.finish()));
    cluster.add(at % 1_000 === 0 ? size : Buffer.alloc(30, 1), at, at % 1_000 === 0);
  }
  parts.push(Buffer.from(cluster.finish()));
  return Buffer.concat(parts);
}

async function* pieces(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    yield bytes.subarray(at, cut);
    at = Math.max(at, cut);
  }
  yield bytes.subarray(at);
}

const facts = {
  durationMs: 29_960 + 33,
  frames: 750,
  pictures: [
    { atMs: 0, width: 640, height: 360 },
    { atMs: 15_000, width: 320, height: 180 },
  ],
};

test('what was written is found, whatever the pieces in which it is read', async () => {
  const bytes = film();
  expect(await inspectTake(pieces(bytes, []))).toEqual(facts);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 12 }), async (cuts) => {
      expect(await inspectTake(pieces(bytes, cuts))).toEqual(facts);
    }),
    { numRuns: 30 },
  );
});

test('a file that ends anywhere holds all clusters that are whole', async () => {
  const bytes = film();
  for (let length = 0; length < bytes.length; length += 997) {
    const found = await inspectTake(pieces(bytes.subarray(0, length), []));
    expect(found.frames % 25).toBe(0);
    expect(found.frames).toBeLessThanOrEqual(facts.frames);
  }
});

test('random bytes never throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      await inspectTake(pieces(Buffer.from(bytes), []));
    }),
  );
});

test('sound is as long as its last packet', async () => {
  const cluster = new Cluster();
  for (let at = 0; at < 1_000; at += 20) cluster.add(Buffer.alloc(9, 1), at, true);
  const bytes = Buffer.concat([fileHead({ codec: 'opus' }), cluster.finish()]);
  expect(await inspectTake(pieces(bytes, []))).toEqual({ durationMs: 1_000, frames: 50, pictures: [] });
});

test('a cluster grows as large as its frames, and ends where a block could no longer tell its time', () => {
  const cluster = new Cluster();
  cluster.add(Buffer.alloc(200_000, 1), 10, true);
  expect(cluster.spans(30_010)).toBe(true);
  expect(cluster.spans(30_011)).toBe(false);
  expect(cluster.finish().length).toBeGreaterThan(200_000);
  expect(cluster.isEmpty).toBe(true);
});
