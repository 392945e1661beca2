import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startServer, untilReady, type ServerProcess } from '../test/server-process.ts';

let dataDir: string;
const started: ServerProcess[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-main-'));
});
afterAll(async () => {
  for (const server of started) server.process.kill('SIGKILL');
  await Promise.all(started.map((server) => server.ended));
  await rm(dataDir, { recursive: true, force: true });
});

async function start(settings: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const server = await startServer({ DATA_DIR: dataDir, ...settings });
  started.push(server);
  return server;
}

async function listenSomewhere(): Promise<{ port: string; server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { port: String(address !== null && typeof address === 'object' ? address.port : 0), server };
}

test.each(['SIGTERM', 'SIGINT'] as const)('starts, says where it is, and stops on %s', async (signal) => {
  const server = await start();
  await untilReady(server);
  expect(server.output()).toMatch(/Associate Desktop +http:\/\/localhost:\d+\/desk\n/);
  expect(server.output()).toContain('ada@demo.test');
  const asked = performance.now();
  server.process.kill(signal);
  server.process.kill(signal);
  expect(await server.ended).toBe(0);
  expect(performance.now() - asked).toBeLessThan(5_000);
  await expect(fetch(`${server.origin}/healthz`)).rejects.toThrow('fetch failed');
});

test('is back on its data after being killed', async () => {
  const killed = await start();
  await untilReady(killed);
  killed.process.kill('SIGKILL');
  await killed.ended;
  const server = await start();
  await untilReady(server);
  server.process.kill('SIGTERM');
  expect(await server.ended).toBe(0);
});

test('is without demo accounts and demo site in production', async () => {
  const folder = join(dataDir, 'production');
  const server = await start({ DATA_DIR: folder, NODE_ENV: 'production' });
  await untilReady(server);
  expect(server.output()).not.toContain('parley-demo');
  const response = await fetch(`${server.origin}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.origin.replace('127.0.0.1', 'localhost') },
    body: JSON.stringify({ email: 'ada@demo.test', password: 'parley-demo' }),
  });
  expect(response.status).toBe(401);
  expect((await fetch(`${server.origin}/demo/`)).status).toBe(404);
  server.process.kill('SIGTERM');
  expect(await server.ended).toBe(0);
});

test('runs on PostgreSQL', async () => {
  const postgres = inject('postgres');
  if ('failure' in postgres) throw new Error(postgres.failure);
  const server = await start({ DATABASE_URL: postgres.url });
  await untilReady(server);
  expect(server.output()).toContain('"database":"postgres"');
  server.process.kill('SIGTERM');
  expect(await server.ended).toBe(0);
});

test('a wrong setting ends it with code 2 and a sentence that names it', async () => {
  const server = await start({ PORT: 'eighty', MEDIA_PORT: '0' });
  expect(await server.ended).toBe(2);
  expect(server.output()).toContain('PORT must be the HTTP port: a whole number from 1 to 65535.\n');
  expect(server.output()).toContain('MEDIA_PORT must be the port for all media');
});

test('a port that is taken is a wrong setting', async () => {
  const { port, server: other } = await listenSomewhere();
  const server = await start({ PORT: port });
  expect(await server.ended).toBe(2);
  expect(server.output()).toContain(`PORT ${port} is in use by another program; stop that, or set PORT.`);
  other.close();
});

test('a media port that is taken is a wrong setting', async () => {
  const { port, server: other } = await listenSomewhere();
  const server = await start({ MEDIA_PORT: port });
  expect(await server.ended).toBe(2);
  expect(server.output()).toContain(`MEDIA_PORT ${port}: no media could be served there`);
  other.close();
});

test('a second server in the same data folder is refused, and the first goes on', async () => {
  const first = await start();
  await untilReady(first);
  const second = await start();
  expect(await second.ended).toBe(2);
  expect(second.output()).toContain(`DATA_DIR: Another Parley server is using ${dataDir}.`);
  expect((await fetch(`${first.origin}/readyz`)).status).toBe(200);
  first.process.kill('SIGTERM');
  expect(await first.ended).toBe(0);
});

test('a database that cannot be reached ends it with code 1, without telling the password', async () => {
  const server = await start({ DATABASE_URL: 'postgres://parley:hunter2@127.0.0.1:1/parley' });
  expect(await server.ended).toBe(1);
  expect(server.output()).toContain('the server could not start');
  expect(server.output()).not.toContain('hunter2');
});
