import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openS3Files } from './s3-files.ts';

// Answers that a sound store doesn't give to order; s3-files.tools.test.ts is about a real one.

let folder: string;
let from: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-answers-'));
  from = join(folder, 'from');
  await writeFile(from, 'x');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Files in a store that answers everything alike. */
async function filesOf(answer: Answer) {
  const server = createServer((request, response) => {
    request.resume().once('end', () => answer(request, response));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return openS3Files({
    kind: 's3',
    bucket: 'recordings',
    prefix: '',
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${String(port)}`,
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  });
}

const says =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(body);

const problem = (code: string) =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`;

test.each([
  ['no-space', 507, ''],
  ['no-space', 413, '<html>too large</html>'],
  ['no-space', 400, problem('QuotaExceeded')],
  ['no-space', 507, problem('XMinioStorageFull')],
  ['refused', 403, problem('AccessDenied')],
  ['refused', 401, ''],
  ['refused', 400, problem('ExpiredToken')],
  ['refused', 404, problem('NoSuchBucket')],
  ['unavailable', 500, problem('InternalError')],
  ['unavailable', 503, problem('SlowDown')],
  ['unavailable', 502, '<html><body>Bad gateway</body></html>'],
  ['unavailable', 400, 'no XML < at & all'],
  ['unavailable', 404, '<html>the wrong server</html>'],
] as const)('%s is what %i %s says', { timeout: 20_000 }, async (failure, status, body) => {
  const files = await filesOf(says(status, body));
  expect(await files.put('x', from)).toMatchObject({ ok: false, failure });
});

test('a connection that is cut in the middle of an answer fails the read, and the next one asks anew', async () => {
  let cut = true;
  const files = await filesOf((request, response) => {
    if (request.method === 'HEAD') {
      response.writeHead(200, { 'content-length': '10' }).end();
      return;
    }
    response.writeHead(206, { 'content-length': '10', 'content-range': 'bytes 0-9/10' });
    if (cut) response.write('01234', () => response.destroy());
    else response.end('0123456789');
  });
  const outcome = await files.open('x');
  const file = outcome.ok ? outcome.value : undefined;
  expect(file?.size).toBe(10);
  await expect(file?.read(0, 10)).rejects.toMatchObject({ name: 'FilesFailed', failure: 'unavailable' });
  cut = false;
  expect((await file?.read(0, 10))?.toString()).toBe('0123456789');
});

test('a store that answers with other bytes than it was asked for is not believed', async () => {
  const files = await filesOf((request, response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.end(request.method === 'HEAD' ? undefined : '0123456789');
  });
  const outcome = await files.open('x');
  const file = outcome.ok ? outcome.value : undefined;
  await expect(file?.read(2, 5)).rejects.toMatchObject({ name: 'FilesFailed', failure: 'unavailable' });
});

test('a list that is none fails', async () => {
  const files = await filesOf(says(200, '<html><body>Welcome</body></html>'));
  const listed = (async () => {
    for await (const key of files.list()) expect(key).toBe('never');
  })();
  await expect(listed).rejects.toMatchObject({ name: 'FilesFailed', failure: 'unavailable' });
});
