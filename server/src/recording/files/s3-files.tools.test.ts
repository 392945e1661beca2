import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3';
import { openSealed, sealFile } from '@parley/seal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesContract, keysOf, valueOf } from '../../../test/files-contract.ts';
import { startObjectStore, type ObjectStore } from '../../../test/object-store.ts';
import type { S3Config } from '../../recordings-config.ts';
import { openS3Files } from './s3-files.ts';

let store: ObjectStore;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-s3-'));
  store = await startObjectStore();
  for (const bucket of ['whole', 'part', 'broken']) await store.createBucket(bucket);
});
afterAll(async () => {
  await store.stop();
  await rm(folder, { recursive: true, force: true });
});

async function localFile(bytes: Buffer | string): Promise<string> {
  const path = join(folder, 'from');
  await writeFile(path, bytes);
  return path;
}

filesContract('in a bucket', () => Promise.resolve(openS3Files(store.at('whole'))));

filesContract('below a prefix', async () => {
  const beside = openS3Files(store.at('part', 'of-others'));
  valueOf(await beside.put('not/ours', await localFile('x')));
  return openS3Files(store.at('part', 'parley/recordings'));
});

test('a file of many parts comes back whole', async () => {
  const files = openS3Files(store.at('whole', 'parts'));
  const bytes = randomBytes(30_000_000);
  valueOf(await files.put('big', await localFile(bytes)));
  const file = valueOf(await files.open('big'));
  expect(file?.size).toBe(bytes.length);
  expect((await file?.read(0, bytes.length))?.equals(bytes)).toBe(true);
});

test('a sealed file is opened and read where it is', async () => {
  const files = openS3Files(store.at('whole', 'sealed'));
  const plain = randomBytes(3_000_000);
  const key = randomBytes(32);
  const sealed = join(folder, 'sealed');
  await sealFile(await localFile(plain), sealed, key, {});
  valueOf(await files.put('take', sealed));
  const file = valueOf(await files.open('take'));
  if (file === undefined) throw new Error('it is not there');
  const opened = await openSealed(file, key);
  const parts = [];
  for await (const part of opened.read(1_234_567, plain.length)) parts.push(part);
  expect(Buffer.concat(parts).equals(plain.subarray(1_234_567))).toBe(true);
});

describe('what an operator can mend is said', () => {
  const uses = async (place: S3Config) => {
    const files = openS3Files(place);
    const from = await localFile('x');
    return [
      await files.put('x', from),
      await files.open('x'),
      await files.remove('x'),
      await keysOf(files).catch((error: unknown) => error),
    ];
  };

  test('wrong credentials', async () => {
    const right = store.at('whole');
    for (const outcome of await uses({
      ...right,
      credentials: { ...right.credentials, secretAccessKey: 'another' },
    })) {
      expect(outcome).toMatchObject({ failure: 'refused' });
    }
    for (const outcome of await uses({
      ...right,
      credentials: { ...right.credentials, accessKeyId: 'parley:nobody' },
    })) {
      expect(outcome).toMatchObject({ failure: 'refused' });
    }
  });

  test('no such bucket', async () => {
    for (const outcome of await uses(store.at('is-not-there'))) {
      expect(outcome).toMatchObject({ failure: 'refused' });
    }
  });

  test('nothing listens there', async () => {
    for (const outcome of await uses({ ...store.at('whole'), endpoint: 'http://127.0.0.1:1' })) {
      expect(outcome).toMatchObject({ failure: 'unavailable' });
    }
  });
});

describe('an upload that breaks', () => {
  /** Passes bytes on to the store until so many were sent; then `onEnough` is told. */
  async function relay(enough: number, onEnough: (sockets: Set<Socket>, server: Server) => void) {
    const sockets = new Set<Socket>();
    let sent = 0;
    const server = createServer((socket) => {
      const other = createConnection(store.port, '127.0.0.1');
      for (const end of [socket, other]) {
        sockets.add(end);
        end.on('error', () => {});
        end.once('close', () => {
          sockets.delete(end);
          (end === socket ? other : socket).destroy();
        });
      }
      other.pipe(socket);
      socket.on('data', (bytes) => {
        sent += bytes.length;
        if (sent >= enough) {
          sent = -Infinity;
          onEnough(sockets, server);
        }
        if (!other.destroyed) other.write(bytes);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return {
      place: { ...store.at('broken'), endpoint: `http://127.0.0.1:${String(port)}` },
      close: () => {
        for (const socket of sockets) socket.destroy();
        server.close();
      },
    };
  }

  const directly = () => openS3Files(store.at('broken'));

  async function unfinished(): Promise<number> {
    const { endpoint, region, credentials } = store.at('broken');
    const client = new S3Client({ endpoint: endpoint ?? '', region, credentials, forcePathStyle: true });
    const { Uploads } = await client.send(new ListMultipartUploadsCommand({ Bucket: 'broken' }));
    return Uploads?.length ?? 0;
  }

  test('because the store goes away shows nothing, and says so', async () => {
    const { place, close } = await relay(12_000_000, (sockets, server) => {
      server.close();
      for (const socket of sockets) socket.destroy();
    });
    const files = openS3Files(place);
    const outcome = await files.put('half', await localFile(randomBytes(40_000_000)));
    close();
    expect(outcome).toMatchObject({ ok: false, failure: 'unavailable' });
    expect(valueOf(await directly().open('half'))).toBeUndefined();
    expect(await keysOf(directly())).toEqual([]);
  });

  test('because connections break off for a moment succeeds all the same', async () => {
    const { place, close } = await relay(12_000_000, (sockets) => {
      for (const socket of sockets) socket.destroy();
    });
    const bytes = randomBytes(40_000_000);
    valueOf(await openS3Files(place).put('mended', await localFile(bytes)));
    close();
    const file = valueOf(await directly().open('mended'));
    expect((await file?.read(0, bytes.length))?.equals(bytes)).toBe(true);
    valueOf(await directly().remove('mended'));
  });

  test('because it is aborted shows nothing and leaves no parts behind', async () => {
    const before = await unfinished();
    const controller = new AbortController();
    const { place, close } = await relay(12_000_000, () => controller.abort(new Error('the server stops')));
    const files = openS3Files(place);
    const from = await localFile(randomBytes(40_000_000));
    await expect(files.put('aborted', from, controller.signal)).rejects.toThrow('the server stops');
    expect(await keysOf(directly())).toEqual([]);
    await expect.poll(unfinished).toBe(before);
    close();
    const late = openS3Files(store.at('broken'));
    await expect(late.put('late', from, controller.signal)).rejects.toThrow('the server stops');
    expect(await keysOf(directly())).toEqual([]);
  });
});
