import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngagementId, ParticipantId, RecordingRecord } from '@parley/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ours, startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';
import { writeTake } from '../../test/take-files.ts';

let server: GatewayUnderTest;
// Without ffmpeg nothing is composed: these tests are about what is around it.
const ffmpegBefore = process.env['FFMPEG_PATH'];
beforeAll(async () => {
  process.env['FFMPEG_PATH'] = '/nowhere/ffmpeg';
  server = await startGateway({ overrides: { wrapUpSeconds: 0 } });
});
afterAll(async () => {
  await server.stop();
  if (ffmpegBefore === undefined) delete process.env['FFMPEG_PATH'];
  else process.env['FFMPEG_PATH'] = ffmpegBefore;
});

const rules = (id: EngagementId) => server.engine.rooms.get(id);
const recordingOf = async (id: EngagementId) => (await server.stateOf(id))?.recording;

async function get(id: EngagementId, name = 'mary', file = '', headers: Record<string, string> = {}) {
  const url = `/api/v1/engagements/${id}/recording${file}`;
  return server.http.inject({ url, headers: { cookie: await server.cookieOf(name), ...headers } });
}
const record = async (id: EngagementId) => (await get(id)).json<RecordingRecord>();
const becomes = (id: EngagementId, status: string) =>
  expect.poll(async () => (await record(id)).status, { timeout: 10_000 }).toBe(status);

async function remove(id: EngagementId, name: string) {
  return server.http.inject({
    method: 'DELETE',
    url: `/api/v1/engagements/${id}/recording`,
    headers: { cookie: await server.cookieOf(name), origin: ours },
  });
}

async function audited(id: EngagementId) {
  const rows = await server.database.db
    .selectFrom('audit_entry')
    .select(['action', 'actor_name', 'detail'])
    .where('engagement_id', '=', id)
    .orderBy('at')
    .execute();
  return rows.map(({ action, actor_name: who }) => `${who}: ${action}`);
}

/** A call that is being recorded, as far as the engine says so. */
async function recordedCall(name = 'ada') {
  const call = await server.call(name);
  await call.customer.ask({ type: 'recording.answer', engagementId: call.engagementId, allow: true });
  server.engine.emit('recording', {
    roomId: call.engagementId,
    recordingId: call.engagementId,
    writing: true,
  });
  await expect.poll(async () => (await recordingOf(call.engagementId))?.writingSince).toBeDefined();
  return call;
}

type Call = Awaited<ReturnType<typeof recordedCall>>;

/** What the media process would have written. */
function writeTakes({ engagementId, participantId }: Call, changes: { finished?: boolean } = {}): void {
  const order = rules(engagementId)?.recording;
  if (!order) throw new Error('the room is not recorded');
  const common = { folder: order.folder, key: order.key, ...changes };
  const startedAtMs = Date.now() - 5_000;
  const head = { participantId, startedAtMs };
  writeTake({ ...common, name: 'a-1-camera', head: { ...head, source: 'camera', codec: 'vp8' } });
  writeTake({
    ...common,
    name: 'a-2-microphone',
    seconds: 3,
    head: { ...head, startedAtMs: startedAtMs + 40, source: 'microphone', codec: 'opus' },
  });
}

async function end({ associate, engagementId }: Call): Promise<void> {
  await associate.ask({ type: 'engagement.exit', engagementId });
  associate.cut();
}

/** A recording of which everything is there but the film. */
async function kept(): Promise<Call> {
  const call = await recordedCall();
  writeTakes(call);
  await end(call);
  await becomes(call.engagementId, 'uncomposed');
  return call;
}

test('RC1 nothing is recorded before the customer allows it, and then with a key and a folder of its own', async () => {
  const call = await server.call('ada');
  const { engagementId, customer } = call;
  expect(await recordingOf(engagementId)).toMatchObject({ consent: 'asked', wanted: false });
  expect(rules(engagementId)?.recording).toBeUndefined();
  await customer.ask({ type: 'recording.answer', engagementId, allow: true });
  const order = rules(engagementId)?.recording;
  expect(order?.key).toHaveLength(32);
  expect(order?.folder).toBe(join(server.dataDir, 'takes', engagementId));
  await call.associate.ask({ type: 'recording.stop', engagementId });
  expect(rules(engagementId)?.recording).toBeUndefined();
  await call.associate.ask({ type: 'recording.start', engagementId });
  expect(rules(engagementId)?.recording?.key).toEqual(order?.key);
  await end(call);
});

test('RC1 who refuses is not recorded, and is not asked again', async () => {
  const call = await server.call('ada');
  const { engagementId, customer, associate } = call;
  await customer.ask({ type: 'recording.answer', engagementId, allow: false });
  expect(rules(engagementId)?.recording).toBeUndefined();
  expect(await associate.outcome({ type: 'recording.start', engagementId })).toBe('recording-refused');
  expect(await customer.outcome({ type: 'recording.start', engagementId })).toBe('not-in-scenario');
  expect((await get(engagementId)).statusCode).toBe(404);
  await end(call);
});

test('RC2 the circle follows the recorder alone: on, off with a lost process, off with the reason for it', async () => {
  const call = await recordedCall();
  const { engagementId } = call;
  server.engine.emit('lost', { roomIds: [engagementId] });
  await expect.poll(async () => (await recordingOf(engagementId))?.writingSince).toBeUndefined();
  expect((await recordingOf(engagementId))?.wanted).toBe(true);
  server.engine.emit('recording', {
    roomId: engagementId,
    recordingId: engagementId,
    writing: false,
    problem: 'no-space',
  });
  await expect.poll(async () => (await recordingOf(engagementId))?.problem).toBe('no-space');
  expect(rules(engagementId)?.recording).toBeUndefined();
  expect(server.logged.join('\n')).toContain('nothing can be written');
  await end(call);
});

test('after the end the takes are closed, described and put away sealed', async () => {
  const call = await recordedCall();
  writeTakes(call, { finished: false });
  await end(call);
  const { engagementId } = call;
  await becomes(engagementId, 'uncomposed');
  const found = await record(engagementId);
  expect(found).toMatchObject({ problem: 'no-ffmpeg', mayDownload: true, mayDelete: true });
  expect(found.takes.map(({ id, source, contentType }) => [id, source, contentType])).toEqual([
    ['a-1-camera', 'camera', 'video/webm'],
    ['a-2-microphone', 'microphone', 'audio/webm'],
  ]);
  expect(found.takes[0]?.durationMs).toBeGreaterThan(900);
  const days = (Date.parse(found.keptUntil ?? '') - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29.9);
  expect(days).toBeLessThan(30.1);
  expect(await readdir(join(server.dataDir, 'recordings', engagementId))).toHaveLength(2);
  await expect(stat(join(server.dataDir, 'takes', engagementId))).rejects.toThrow('ENOENT');
  const list = (await server.get('/api/v1/engagements', 'mary')).json<{
    engagements: { id: string; recorded: boolean }[];
  }>();
  expect(list.engagements.find(({ id }) => id === engagementId)?.recorded).toBe(true);
});

test('a recording without a single picture or sound is empty', async () => {
  const call = await recordedCall();
  await end(call);
  await becomes(call.engagementId, 'empty');
});

test('who may look at the engagement may watch; to take away or delete is for supervisors', async () => {
  const { engagementId } = await kept();
  const file = '/takes/a-1-camera';
  expect((await get(engagementId, 'ada')).json()).toMatchObject({ mayDownload: false, mayDelete: false });
  expect((await get(engagementId, 'ada', file)).statusCode).toBe(200);
  expect((await get(engagementId, 'ada', `${file}?download=1`)).statusCode).toBe(403);
  const download = await get(engagementId, 'mary', `${file}?download=1`);
  expect(download.headers['content-disposition']).toBe('attachment; filename="a-1-camera.webm"');
  const url = `/api/v1/engagements/${engagementId}/recording${file}`;
  expect((await server.http.inject({ url })).statusCode).toBe(401);
  expect((await remove(engagementId, 'ada')).statusCode).toBe(403);
  expect(await audited(engagementId)).toEqual([
    'Ada Lovelace: recording.viewed',
    'Mary Jackson: recording.downloaded',
  ]);
});

test('an associate of another team learns nothing', async () => {
  const { engagementId } = await kept();
  const id = await server.identity.ensureAccount({
    name: 'Eve Outside',
    email: 'eve@demo.test',
    roles: ['associate'],
    password: 'parley-demo',
  });
  await server.teams.ensureTeam('Others', [id]);
  for (const file of ['', '/file', '/takes/a-1-camera'])
    expect((await get(engagementId, 'eve', file)).json()).toMatchObject({ code: 'engagement-not-found' });
});

test('players get the part that they ask for', async () => {
  const { engagementId } = await kept();
  const file = '/takes/a-1-camera';
  const all = (await get(engagementId, 'ada', file)).rawPayload;
  expect(all.subarray(0, 4)).toEqual(Buffer.from('1a45dfa3', 'hex'));
  const range = (value: string, more = {}) => get(engagementId, 'ada', file, { range: value, ...more });
  const part = await range('bytes=100-199');
  expect(part.statusCode).toBe(206);
  expect(part.headers['content-range']).toBe(`bytes 100-199/${String(all.length)}`);
  expect(part.rawPayload).toEqual(all.subarray(100, 200));
  expect((await range('bytes=-50')).rawPayload).toEqual(all.subarray(-50));
  expect((await range(`bytes=${String(all.length - 5)}-`)).rawPayload).toEqual(all.subarray(-5));
  const beyond = await range(`bytes=${String(all.length)}-`);
  expect(beyond.statusCode).toBe(416);
  expect(beyond.headers['content-range']).toBe(`bytes */${String(all.length)}`);
  for (const odd of ['bytes=5-2', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=-', 'bytes=a-b'])
    expect((await range(odd)).statusCode).toBe(200);
  expect((await range('bytes=0-9', { 'if-range': '"something else"' })).statusCode).toBe(200);
  expect((await range('bytes=0-9', { 'if-range': String(part.headers.etag) })).statusCode).toBe(206);
});

test('one look is noted once, however many pieces a player asks for, and another file is another look', async () => {
  const { engagementId } = await kept();
  for (let piece = 0; piece < 3; piece++)
    await get(engagementId, 'ada', '/takes/a-1-camera', { range: `bytes=${String(piece * 10)}-` });
  await get(engagementId, 'ada', '/takes/a-2-microphone');
  expect(await audited(engagementId)).toEqual([
    'Ada Lovelace: recording.viewed',
    'Ada Lovelace: recording.viewed',
  ]);
});

test('what is altered is not shown, and is said to be damaged', async () => {
  const { engagementId } = await kept();
  const path = join(server.dataDir, 'recordings', engagementId, 'a-1-camera.take');
  const bytes = await readFile(path);
  bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
  await writeFile(path, bytes);
  const answer = await get(engagementId, 'mary', '/takes/a-1-camera');
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toMatchObject({ code: 'recording-damaged' });
  await writeFile(path, bytes.subarray(0, 200));
  expect((await get(engagementId, 'mary', '/takes/a-1-camera')).json()).toMatchObject({
    code: 'recording-damaged',
  });
  expect((await get(engagementId, 'mary', '/takes/a-2-microphone')).statusCode).toBe(200);
});

test.each(['nothing', '..%2f..%2fsecret', 'A-1', 'a'.repeat(65)])('a take named %s is none', async (name) => {
  const { engagementId } = await kept();
  const { statusCode } = await get(engagementId, 'mary', `/takes/${name}`);
  expect([400, 404]).toContain(statusCode);
});

test('deleting takes the key, the files and what could be read of them, and leaves who did it', async () => {
  const { engagementId } = await kept();
  await get(engagementId, 'mary', '/takes/a-1-camera');
  expect((await remove(engagementId, 'mary')).statusCode).toBe(204);
  const gone = await record(engagementId);
  expect(gone).toMatchObject({ status: 'deleted', takes: [] });
  expect(gone.deletedAt).toBeDefined();
  await expect(stat(join(server.dataDir, 'recordings', engagementId))).rejects.toThrow('ENOENT');
  expect((await get(engagementId, 'mary', '/takes/a-1-camera')).statusCode).toBe(404);
  const row = await server.database.db
    .selectFrom('recording')
    .select('wrapped_key')
    .where('engagement_id', '=', engagementId)
    .executeTakeFirst();
  expect(row?.wrapped_key).toBeNull();
  expect((await audited(engagementId)).at(-1)).toBe('Mary Jackson: recording.deleted');
  expect((await remove(engagementId, 'mary')).statusCode).toBe(404);
});

test('what goes on is not deleted', async () => {
  const call = await recordedCall();
  expect((await remove(call.engagementId, 'mary')).json()).toMatchObject({ code: 'recording-not-over' });
  await end(call);
});

test('what has been kept for as long as its scenario says goes by itself', async () => {
  const { engagementId } = await kept();
  await server.playback.purge(new AbortController().signal);
  expect((await record(engagementId)).status).toBe('uncomposed');
  await server.database.db
    .updateTable('recording')
    .set({ kept_until: new Date(Date.now() - 1_000).toISOString() })
    .where('engagement_id', '=', engagementId)
    .execute();
  await server.playback.purge(new AbortController().signal);
  expect((await record(engagementId)).status).toBe('deleted');
  expect(await audited(engagementId)).toEqual(['Parley: recording.expired']);
});

test('an engagement that ended while the server was away is finished by the next one', async () => {
  const first = await startGateway({ overrides: { wrapUpSeconds: 0, graceSeconds: 2 } });
  const call = await first.call('ada');
  const { engagementId, participantId } = call;
  await call.customer.ask({ type: 'recording.answer', engagementId, allow: true });
  const order = first.engine.rooms.get(engagementId)?.recording;
  if (!order) throw new Error('the room is not recorded');
  const head = { participantId, startedAtMs: Date.now(), source: 'camera', codec: 'vp8' } as const;
  writeTake({ folder: order.folder, name: 'x-1-camera', key: order.key, head, finished: false });
  const { database, dataDir } = first;
  // As after kill -9: whoever was told of the end is gone before anything was done about it.
  first.engine.closeRoom = () => Promise.resolve();
  await call.associate.ask({ type: 'engagement.exit', engagementId });
  await first.stop({ keepDatabase: true, keepData: true });
  const second = await startGateway({ database, dataDir });
  await expect
    .poll(
      async () => (await second.playback.record(engagementId)).ok && (await statusIn(second, engagementId)),
    )
    .toBe('uncomposed');
  await second.stop();
});

async function statusIn(gateway: GatewayUnderTest, id: EngagementId): Promise<string | undefined> {
  const outcome = await gateway.playback.record(id);
  return outcome.ok ? outcome.value.status : undefined;
}

test('ids of participants in takes are those of the engagement', async () => {
  const call = await kept();
  const { takes } = await record(call.engagementId);
  expect(new Set(takes.map(({ participantId }): ParticipantId => participantId))).toEqual(
    new Set([call.participantId]),
  );
});
