import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { S3Config, S3Credentials } from '../src/recordings-config.ts';
import { freePort } from './server-process.ts';

const run = promisify(execFile);

/** OpenStack Swift, an object store that speaks S3's language (Debian: swift-proxy and its three servers). */
export interface ObjectStore {
  readonly port: number;
  /** How to get at a place in it. */
  at(bucket: string, prefix?: string): S3Config & { credentials: S3Credentials };
  createBucket(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** S3 gives 1000; that many files take long to make. */
const mostInOneAnswer = 100;
const credentials = { accessKeyId: 'parley:recorder', secretAccessKey: 'the-secret-of-the-tests' };
const storageKinds = ['object', 'container', 'account'] as const;
type Kind = (typeof storageKinds)[number];

/** @throws with the reason when it can't be started */
export async function startObjectStore(): Promise<ObjectStore> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-swift-'));
  const processes: ChildProcess[] = [];
  const stop = async () => {
    await Promise.all(processes.map(stopProcess));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await mkdir(join(folder, 'devices', 'disk'), { recursive: true });
    const begin = async (name: Kind | 'proxy', settings: (port: number) => string) => {
      const port = await freePort();
      if (name !== 'proxy') await makeRing(folder, name, port);
      await writeFile(join(folder, `${name}.conf`), settings(port));
      return { name, port };
    };
    const servers = [];
    for (const kind of storageKinds) {
      servers.push(await begin(kind, (port) => storageSettings(folder, kind, port)));
    }
    const proxy = await begin('proxy', (port) => proxySettings(folder, port));
    await Promise.all(
      [...servers, proxy].map(async ({ name, port }) => {
        const server = launch(folder, name);
        processes.push(server.process);
        await ready(server, name, port);
      }),
    );
    const { port } = proxy;
    const endpoint = `http://127.0.0.1:${String(port)}`;
    const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
    return {
      port,
      at: (bucket, prefix = '') => ({
        kind: 's3',
        bucket,
        prefix,
        region: 'us-east-1',
        endpoint,
        credentials,
      }),
      async createBucket(Bucket) {
        await client.send(new CreateBucketCommand({ Bucket }));
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A ring says which disks keep what; this one has a single disk. */
async function makeRing(folder: string, kind: Kind, port: number): Promise<void> {
  const builder = join(folder, `${kind}.builder`);
  await run('swift-ring-builder', [builder, 'create', '2', '1', '0']);
  await run('swift-ring-builder', [builder, 'add', `r1z1-127.0.0.1:${String(port)}/disk`, '1']);
  // It ends with 1 to warn, for instance of a ring with a single disk.
  await run('swift-ring-builder', [builder, 'rebalance']).catch((error: { code?: unknown }) => {
    if (error.code !== 1) throw error;
  });
}

const common = (folder: string, port: number) => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${String(port)}
workers = 0
user = ${userInfo().username}
swift_dir = ${folder}
log_level = ERROR
`;

const storageSettings = (folder: string, kind: Kind, port: number) => `${common(folder, port)}
devices = ${join(folder, 'devices')}
mount_check = false
[pipeline:main]
pipeline = ${kind}-server
[app:${kind}-server]
use = egg:swift#${kind}
`;

// The cache must be named, but needn't be there: nothing listens on the discard port.
const proxySettings = (folder: string, port: number) => `${common(folder, port)}
[pipeline:main]
pipeline = catch_errors gatekeeper cache listing_formats bulk s3api tempauth slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:9
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:bulk]
use = egg:swift#bulk
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
max_bucket_listing = ${String(mostInOneAnswer)}
[filter:tempauth]
use = egg:swift#tempauth
user_${credentials.accessKeyId.replace(':', '_')} = ${credentials.secretAccessKey} .admin
[filter:slo]
use = egg:swift#slo
`;

interface Launched {
  readonly process: ChildProcess;
  /** Why it isn't there any more; undefined while it is. */
  readonly end: () => string | undefined;
}

function launch(folder: string, name: string): Launched {
  const process = spawn(`swift-${name}-server`, [join(folder, `${name}.conf`)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  let end: string | undefined;
  process.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2_000);
  });
  process.once('error', (error) => {
    end = error.message;
  });
  process.once('exit', (code) => {
    end ??= `it ended with ${String(code)}: ${said}`;
  });
  return { process, end: () => end };
}

/** Resolves when it takes connections. */
async function ready(server: Launched, name: string, port: number): Promise<void> {
  while (!(await takesConnections(port))) {
    const why = server.end();
    if (why !== undefined) throw new Error(`swift-${name}-server could not be started: ${why}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function stopProcess(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGKILL');
  await gone;
}
