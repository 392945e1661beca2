import type { AddressInfo } from 'node:net';
import type { DownMessage, EngagementId, ParticipantId } from '@parley/protocol';
import { closeCodes } from '@parley/protocol/constants';
import { afterEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createSystemClock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { createLog } from '../platform/log.ts';
import { createMetrics } from '../platform/metrics.ts';
import { Connection } from './connection.ts';

let stop = (): void => {};
afterEach(() => stop());

/** A connection and the client at its other end, who can stop reading. */
async function pair() {
  const metrics = createMetrics();
  const parts = { clock: createSystemClock(), log: createLog({ level: 'silent' }), metrics };
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const accepted = new Promise<{ connection: Connection; socket: WebSocket }>((resolve) => {
    server.once('connection', (socket) => {
      const connection = new Connection(
        socket,
        parts,
        () => {},
        () => {},
      );
      resolve({ connection, socket });
    });
  });
  const client = new WebSocket(`ws://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  const heard: DownMessage[] = [];
  client.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as DownMessage));
  await new Promise((resolve) => client.once('open', resolve));
  stop = () => {
    client.terminate();
    server.close();
  };
  return { ...(await accepted), client, heard, metrics };
}

const ballast = (bytes: number): DownMessage => ({
  type: 'media.offer',
  engagementId: newId<EngagementId>(),
  connectionId: 'c',
  revision: 0,
  sdp: 'x'.repeat(bytes),
  lines: [],
});

test('LA2 for a reader that is slow, the newest per sender and topic replaces the older ones', async () => {
  const { connection, socket, client, heard, metrics } = await pair();
  client.pause();
  while (socket.bufferedAmount < 64 * 1024) connection.send(ballast(32 * 1024));
  const engagementId = newId<EngagementId>();
  const [one, other] = [newId<ParticipantId>(), newId<ParticipantId>()];
  for (let n = 1; n <= 100; n += 1)
    for (const participantId of [one, other])
      connection.sendLossy({
        type: 'lane.received',
        engagementId,
        participantId,
        body: { topic: 'quality', up: 3, down: 3, roundTripMs: n },
      });
  client.resume();
  const lane = () => heard.flatMap((message) => (message.type === 'lane.received' ? [message] : []));
  await expect.poll(() => lane().length).toBe(2);
  expect(
    lane().map(({ participantId, body }) => [participantId, body.topic === 'quality' && body.roundTripMs]),
  ).toEqual([
    [one, 100],
    [other, 100],
  ]);
  expect(await metrics.registry.metrics()).toContain('parley_lane_dropped_total 198');
});

test('a reader that keeps up gets everything on the lane', async () => {
  const { connection, heard } = await pair();
  const message = {
    type: 'lane.received',
    engagementId: newId<EngagementId>(),
    participantId: newId<ParticipantId>(),
    body: { topic: 'quality', up: 3, down: 3 },
  } as const;
  for (let n = 0; n < 20; n += 1) connection.sendLossy(message);
  await expect.poll(() => heard.length).toBe(20);
});

test('a reader that does not read at all is closed with 4008, and memory stays bounded', async () => {
  const { connection, socket, client } = await pair();
  client.pause();
  for (let n = 0; n < 2_000 && connection.isOpen; n += 1) connection.send(ballast(32 * 1024));
  expect(connection.isOpen).toBe(false);
  expect(socket.bufferedAmount).toBeLessThan(2 * 1024 * 1024);
  const closed = new Promise<number>((resolve) => client.once('close', resolve));
  client.resume();
  expect(await closed).toBe(closeCodes.tooFast);
});
