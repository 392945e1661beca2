import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chunkOverhead, wholeChunkBytes } from './format.ts';
import { closeSealed, fileSource, openSealed, readHead, sealFile, SealBroken, Sealer } from './index.ts';
import type { ByteSource, OpenedFile } from './index.ts';

const key = randomBytes(32);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-seal-'));
});
afterAll(() => rm(folder, { recursive: true }));

const inMemory = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  read: (start, end) => Promise.resolve(bytes.subarray(start, end)),
});

async function plainOf(file: OpenedFile, start = 0, end = file.size): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of file.read(start, end)) parts.push(part);
  return Buffer.concat(parts);
}

/** As a live writer does it: chunks of whatever length has come together. */
function written(parts: readonly Buffer[], finished = true): Buffer {
  const sealer = new Sealer(key, { of: 'a test' });
  const chunks = parts.map((part, index) => sealer.seal(part, finished && index === parts.length - 1));
  return Buffer.concat([sealer.head, ...chunks]);
}

const parts = [randomBytes(900), Buffer.alloc(0), randomBytes(70_000), randomBytes(17)];
const plain = Buffer.concat(parts);

async function wholeFile(size: number): Promise<{ content: Buffer; sealed: Buffer }> {
  const content = randomBytes(size);
  const from = join(folder, 'plain');
  const to = join(folder, 'sealed');
  await writeFile(from, content);
  await sealFile(from, to, key, {});
  return { content, sealed: await readFile(to) };
}

describe('a sealed file', () => {
  test('says what it is to anybody, and its content to whoever has the key', async () => {
    const source = inMemory(written(parts));
    expect((await readHead(source))?.head.about).toEqual({ of: 'a test' });
    expect(written(parts).includes(parts[0] ?? '')).toBe(false);
    const file = await openSealed(source, key);
    expect(file.size).toBe(plain.length);
    expect(await plainOf(file)).toEqual(plain);
  });

  test('gives any range of a file written piece by piece', async () => {
    const file = await openSealed(inMemory(written(parts)), key);
    await fc.assert(
      fc.asyncProperty(fc.nat(plain.length), fc.nat(plain.length), async (a, b) => {
        expect(await plainOf(file, a, b)).toEqual(plain.subarray(a, b));
      }),
    );
  });

  test.each([0, 1, wholeChunkBytes, wholeChunkBytes + 1, 3 * wholeChunkBytes - 1])(
    'gives any range of a file of %i bytes sealed as a whole',
    async (size) => {
      const { content, sealed } = await wholeFile(size);
      const file = await openSealed(inMemory(sealed), key);
      expect(file.size).toBe(size);
      for (const [a, b] of [
        [0, size],
        [size >> 1, size],
        [Math.max(0, size - 5), size],
        [0, Math.min(1, size)],
      ] as const)
        expect(await plainOf(file, a, b)).toEqual(content.subarray(a, b));
    },
  );

  test('reads no more of a large file than what was asked for', async () => {
    const { content, sealed } = await wholeFile(40 * wholeChunkBytes);
    let bytesRead = 0;
    const counting: ByteSource = {
      size: sealed.length,
      read: (start, end) => {
        bytesRead += end - start;
        return Promise.resolve(sealed.subarray(start, end));
      },
    };
    const file = await openSealed(counting, key);
    bytesRead = 0;
    const at = 20 * wholeChunkBytes + 10;
    expect(await plainOf(file, at, at + 100)).toEqual(content.subarray(at, at + 100));
    expect(bytesRead).toBe(wholeChunkBytes + chunkOverhead);
  });
});

describe('what was altered is not given out', () => {
  const isRefused = async (bytes: Buffer, withKey = key) =>
    expect(openSealed(inMemory(bytes), withKey).then((file) => plainOf(file))).rejects.toThrow(SealBroken);

  test('another key', () => isRefused(written(parts), randomBytes(32)));

  test('any one bit, wherever it is', async () => {
    const sealed = written([randomBytes(40), randomBytes(30)]);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        await isRefused(changed);
      }),
      { numRuns: 400 },
    );
  });

  test('any end cut off', async () => {
    const sealed = written(parts);
    const { sealed: whole } = await wholeFile(2 * wholeChunkBytes + 9);
    for (const bytes of [sealed, whole])
      for (const cut of [1, 16, 17, 37, chunkOverhead + 9, wholeChunkBytes + chunkOverhead, bytes.length - 4])
        await isRefused(bytes.subarray(0, bytes.length - cut));
  });

  test('chunks in another order, left out, or of another file', async () => {
    const sealer = new Sealer(key, {});
    const [one, two, end] = [
      sealer.seal(Buffer.from('a'), false),
      sealer.seal(Buffer.from('b'), false),
      sealer.seal(Buffer.alloc(0), true),
    ];
    const stranger = new Sealer(key, {}).seal(Buffer.from('a'), false);
    if (!one || !two || !end) throw new Error('unreachable');
    await isRefused(Buffer.concat([sealer.head, two, one, end]));
    await isRefused(Buffer.concat([sealer.head, one, end]));
    await isRefused(Buffer.concat([sealer.head, stranger, two, end]));
    await isRefused(Buffer.concat([sealer.head, one, two, end, one]));
  });

  test.each([
    Buffer.alloc(0),
    Buffer.from('PSL1'),
    Buffer.from('a video'),
    Buffer.concat([Buffer.from('PSL1'), Buffer.from([0xff, 0xff, 0xff, 0xff])]),
    Buffer.concat([Buffer.from('PSL1'), Buffer.from([0, 0, 0, 2]), Buffer.from('{}')]),
    Buffer.concat([Buffer.from('PSL1'), Buffer.from([0, 0, 0, 2]), Buffer.from('[[')]),
  ])('what never was one: %#', (bytes) => isRefused(bytes));

  test('a length that would make the reader allocate without end', async () => {
    const sealer = new Sealer(key, {});
    const length = Buffer.from([0x7f, 0xff, 0xff, 0xff]);
    await isRefused(Buffer.concat([sealer.head, length, Buffer.alloc(100)]));
  });
});

describe('after its writer was killed', () => {
  const close = async (bytes: Buffer): Promise<{ closed: boolean; now: Buffer }> => {
    const path = join(folder, 'torn');
    await writeFile(path, bytes);
    return { closed: await closeSealed(path, key), now: await readFile(path) };
  };

  test('everything that was written whole can be read, wherever the end was torn off', async () => {
    const pieces = [randomBytes(50), randomBytes(20), randomBytes(35)];
    const unfinished = written(pieces, false);
    const headEnd = written([], false).length;
    const ends = pieces.map((_, n) =>
      pieces.slice(0, n + 1).reduce((sum, piece) => sum + piece.length + chunkOverhead, headEnd),
    );
    for (let length = headEnd; length <= unfinished.length; length += 3) {
      const { closed, now } = await close(unfinished.subarray(0, length));
      expect(closed).toBe(true);
      const file = await openSealed(inMemory(now), key);
      expect(await plainOf(file)).toEqual(Buffer.concat(pieces.filter((_, n) => (ends[n] ?? 0) <= length)));
    }
  });

  test('a chunk that has its length but not its content is dropped', async () => {
    const unfinished = Buffer.from(written([randomBytes(50), randomBytes(20)], false));
    unfinished.fill(0, unfinished.length - 30);
    const { now } = await close(unfinished);
    expect((await openSealed(inMemory(now), key)).size).toBe(50);
  });

  test('closing twice changes nothing, nor does closing what is complete', async () => {
    const complete = written(parts);
    expect((await close(complete)).now).toEqual(complete);
    const { now } = await close(written(parts, false));
    expect((await close(now)).now).toEqual(now);
  });

  test('a file without a readable beginning is left alone', async () => {
    const { closed, now } = await close(Buffer.from('PSL1'));
    expect(closed).toBe(false);
    expect(now).toHaveLength(4);
  });

  test('a local file is read as it is on disk', async () => {
    const path = join(folder, 'local');
    await writeFile(path, written(parts));
    await using file = await open(path);
    expect(await plainOf(await openSealed(await fileSource(file), key))).toEqual(plain);
  });
});
