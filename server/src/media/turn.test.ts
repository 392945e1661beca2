import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { iceServers } from './turn.ts';

const turn = { urls: ['turn:turn.test:3478', 'turns:turn.test:5349'], secret: 'shared-secret' };

test('credentials are as coturn checks them, and end by themselves', () => {
  const [server] = iceServers(turn, Date.UTC(2026, 0, 5));
  expect(server?.urls).toEqual(turn.urls);
  const [expiry] = server?.username?.split(':') ?? [];
  expect(Number(expiry) * 1_000).toBe(Date.UTC(2026, 0, 5, 12));
  const expected = createHmac('sha1', turn.secret)
    .update(server?.username ?? '')
    .digest('base64');
  expect(server?.credential).toBe(expected);
  expect(JSON.stringify(server)).not.toContain(turn.secret);
});

test('without a TURN server there are none', () => {
  expect(iceServers(undefined, 0)).toEqual([]);
});
