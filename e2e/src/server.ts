import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyFirstData } from './first-data.ts';

const root = join(import.meta.dirname, '../..');

/** A real server on ports and a data folder of its own. */
export interface Server {
  readonly origin: string;
  readonly dataDir: string;
  /** `kill -9`, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same ports and data. */
  start(): Promise<void>;
  /** Stops it in order and removes its data. */
  stop(): Promise<void>;
  /** The process ids of its media processes. */
  mediaProcesses(): Promise<number[]>;
  metric(name: string): Promise<number>;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no port to be had');
  return address.port;
}

/** A server on an empty data folder costs much; stories get a copy of the folder of one that was just started. */
export async function startServer(settings: Record<string, string> = {}): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-e2e-'));
  await copyFirstData(dataDir, firstStart);
  const server = await launchServer(dataDir, settings);
  return {
    origin: server.origin,
    dataDir,
    start: server.start,
    kill: () => server.end('SIGKILL'),
    stop: async () => {
      await server.end('SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    },
    mediaProcesses: async () => childrenOf(server.pid()),
    metric: async (name) => {
      const text = await (await fetch(`${server.origin}/metrics`)).text();
      const lines = text.split('\n').filter((line) => line.startsWith(name));
      return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    },
  };
}

/** Starts a server on an empty folder, and stops it in order once it is ready. */
export async function firstStart(dataDir: string): Promise<void> {
  const server = await launchServer(dataDir, {});
  await server.end('SIGTERM');
}

/** A running server process that can be ended and started again on the same ports. */
async function launchServer(dataDir: string, settings: Record<string, string>) {
  const port = await freePort();
  const origin = `http://localhost:${String(port)}`;
  const env = {
    ...process.env,
    PORT: String(port),
    MEDIA_PORT: String(await freePort()),
    MEDIA_BIND_ADDRESS: '127.0.0.1',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    // Stories sign in and ask more often than people do.
    SIGN_INS_PER_MINUTE: '1000',
    ENGAGEMENTS_PER_MINUTE: '1000',
    ...settings,
  };
  let child: ChildProcess | undefined;

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    running.kill(signal);
    await once(running, 'exit');
  };

  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, ['server/src/main.ts'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    let said = '';
    const listen = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-20_000));
    started.stdout.on('data', listen);
    started.stderr.on('data', listen);
    await ready(origin, started, () => said).catch(async (error: unknown) => {
      await end('SIGKILL');
      throw error;
    });
  };

  await start();
  return { origin, start, end, pid: () => child?.pid };
}

async function ready(origin: string, child: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + 150_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null)
      throw new Error(`the server ended with ${String(child.exitCode)}:\n${said()}`);
    const response = await fetch(`${origin}/readyz`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the server did not become ready:\n${said()}`);
}

async function childrenOf(pid: number | undefined): Promise<number[]> {
  if (pid === undefined) return [];
  const { execFile } = await import('node:child_process');
  const { promisify } = await import('node:util');
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (parent === pid && child !== undefined ? [child] : []));
}
