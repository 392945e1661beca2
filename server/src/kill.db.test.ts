import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngagementId, EngagementRecord } from '@parley/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectRealtime, requestEngagement, type RealtimeClient } from '../test/realtime-client.ts';
import { startServer, untilReady, type ServerProcess } from '../test/server-process.ts';

let dataDir: string;
let running: ServerProcess | undefined;
const refusals: string[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-kill-'));
});
afterAll(async () => {
  running?.process.kill('SIGKILL');
  await running?.ended;
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<ServerProcess> {
  running = await startServer({ DATA_DIR: dataDir, ENGAGEMENTS_PER_MINUTE: '1000', GRACE_SECONDS: '600' });
  await untilReady(running);
  return running;
}

const post = (origin: string, path: string, body: unknown) =>
  fetch(`${origin}/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(body),
  });

/** What this customer was told has happened, until the connection ended. */
interface Acknowledged {
  readonly engagementId: EngagementId;
  readonly participantId: string;
  /** Commands acknowledged, oldest first. */
  readonly commands: ('muted' | 'unmuted')[];
}

/** Asks for an associate, then mutes and unmutes until the server is gone. */
async function keepBusy(origin: string, acknowledged: Acknowledged[]): Promise<void> {
  const { engagementId, participantId, token } = await requestEngagement(origin);
  const commands: Acknowledged['commands'] = [];
  acknowledged.push({ engagementId, participantId, commands });
  const client: RealtimeClient = connectRealtime(origin, { token });
  await client.until('session.welcome');
  for (let n = 0; ; n += 1) {
    const isMute = n % 2 === 0;
    const reply = await client.ask({ type: isMute ? 'track.mute' : 'track.unmute', engagementId });
    if (reply === undefined) return;
    if (!reply.ok) refusals.push(reply.problem.code);
    commands.push(isMute ? 'muted' : 'unmuted');
  }
}

async function recordsOf(origin: string, ids: readonly EngagementId[]): Promise<EngagementRecord[]> {
  const signedIn = await post(origin, 'sign-in', { email: 'ada@demo.test', password: 'parley-demo' });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  return Promise.all(
    ids.map(async (id) => {
      const response = await fetch(`${origin}/api/v1/engagements/${id}`, { headers: { cookie } });
      return (await response.json()) as EngagementRecord;
    }),
  );
}

test('no acknowledged event is missing after the server was killed', { timeout: 180_000 }, async () => {
  const acknowledged: Acknowledged[] = [];
  for (let round = 0; round < 6; round += 1) {
    const server = await start();
    const before = acknowledged.flatMap(({ commands }) => commands).length;
    const customers = [1, 2, 3].map(() => keepBusy(server.origin, acknowledged).catch(() => undefined));
    await expect
      .poll(() => acknowledged.flatMap(({ commands }) => commands).length - before, {
        interval: 3,
        timeout: 20_000,
      })
      .toBeGreaterThan(15 + round * 11);
    server.process.kill('SIGKILL');
    await Promise.all([server.ended, ...customers]);
  }
  expect(acknowledged).toHaveLength(18);
  expect(refusals).toEqual([]);
  const { origin } = await start();
  const records = await recordsOf(
    origin,
    acknowledged.map(({ engagementId }) => engagementId),
  );
  for (const [at, { participantId, commands }] of acknowledged.entries()) {
    const { engagement, events } = records[at] ?? { engagement: undefined, events: [] };
    const own = events
      .map(({ event }) => event)
      .filter((event) => event.type === 'muted' || event.type === 'unmuted')
      .filter((event) => event.participantId === participantId)
      .map((event) => event.type);
    // One more may be stored: the server was killed between storing and telling.
    expect(own.slice(0, commands.length)).toEqual(commands);
    expect(own.length - commands.length).toBeLessThanOrEqual(1);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(engagement?.seq).toBe(events.length);
  }
});
