import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closeCodes } from '@parley/protocol/constants';
import { ids, lastSocket, MemorySocket, useMemorySockets } from '../../test/memory-socket.ts';
import type { ConnectionState } from '../api.ts';
import { Realtime, type News } from './realtime.ts';
import { pageInterval } from './steady-interval.ts';

let states: ConnectionState[];
let news: News[];
let offsets: number[];
let realtime: Realtime;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0);
  useMemorySockets();
  states = [];
  news = [];
  offsets = [];
  realtime = new Realtime({
    url: 'ws://server/realtime',
    hello: () => ({ resume: [] }),
    onNews: (message) => news.push(message),
    onState: (state) => states.push(state),
    onClock: (offset) => offsets.push(offset),
    interval: pageInterval,
  });
  realtime.open();
});

afterEach(() => {
  realtime.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const phases = () => states.map(({ phase }) => phase);
const mute = () => realtime.ask({ type: 'track.mute', engagementId: ids.engagement });

describe('connecting', () => {
  test('says hello first, and is online once welcome', () => {
    expect(lastSocket().sent).toEqual([]);
    lastSocket().accept();
    expect(lastSocket().sent).toEqual([{ type: 'session.hello', version: 1, resume: [] }]);
    expect(realtime.isOnline).toBe(false);
    lastSocket().welcomeAssociate();
    expect(realtime.isOnline).toBe(true);
    expect(phases()).toEqual(['connecting', 'online']);
    expect(news.map(({ type }) => type)).toEqual(['session.welcome']);
    expect(offsets).toEqual([5_000]);
  });

  test('tries again after 250 ms, twice a second for a while, and then more and more rarely', () => {
    for (const delayMs of [250, 500, 500, 500, 500, 500, 500, 1_000, 1_000, 2_000, 2_000]) {
      const before = MemorySocket.opened.length;
      lastSocket().end(1006);
      vi.advanceTimersByTime(delayMs - 1);
      expect(MemorySocket.opened).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(MemorySocket.opened).toHaveLength(before + 1);
    }
  });

  test('says since when it tries, and when next', () => {
    lastSocket().welcomeAssociate();
    vi.advanceTimersByTime(1_000);
    const lostAt = performance.now();
    lastSocket().end(1006);
    expect(states.at(-1)).toEqual({ phase: 'reconnecting', since: lostAt, nextAttemptAt: lostAt + 250 });
    vi.advanceTimersByTime(250);
    lastSocket().end(1006);
    expect(states.at(-1)).toEqual({ phase: 'reconnecting', since: lostAt, nextAttemptAt: lostAt + 750 });
  });

  test('an attempt that hangs is given up', () => {
    vi.advanceTimersByTime(3_000);
    expect(lastSocket().isClosed).toBe(true);
    vi.advanceTimersByTime(250);
    expect(MemorySocket.opened).toHaveLength(2);
  });

  test('a server that stops is tried again at once, but not in a circle', () => {
    lastSocket().welcomeAssociate();
    lastSocket().end(closeCodes.draining);
    vi.advanceTimersByTime(0);
    expect(MemorySocket.opened).toHaveLength(2);
    lastSocket().end(closeCodes.draining);
    vi.advanceTimersByTime(400);
    expect(MemorySocket.opened).toHaveLength(2);
    vi.advanceTimersByTime(100);
    expect(MemorySocket.opened).toHaveLength(3);
  });

  test('whoever is replaced or refused stays so, until reconnect takes it back', () => {
    lastSocket().welcomeAssociate();
    lastSocket().end(closeCodes.replaced);
    expect(states.at(-1)).toEqual({ phase: 'replaced' });
    vi.advanceTimersByTime(60_000);
    expect(MemorySocket.opened).toHaveLength(1);
    realtime.reconnect();
    expect(MemorySocket.opened).toHaveLength(2);
    lastSocket().end(closeCodes.unauthenticated);
    expect(states.at(-1)).toEqual({ phase: 'refused', problem: { code: 'not-signed-in' } });
  });

  test('reconnect does not wait', () => {
    lastSocket().end(1006);
    realtime.reconnect();
    expect(MemorySocket.opened).toHaveLength(2);
    vi.advanceTimersByTime(250);
    expect(MemorySocket.opened).toHaveLength(2);
  });
});

describe('heartbeat', () => {
  test('pings every 2 s, and gives a silent connection up after 6 s', () => {
    lastSocket().welcomeAssociate();
    const [first] = MemorySocket.opened;
    vi.advanceTimersByTime(4_000);
    expect(first?.of('session.ping')).toHaveLength(3);
    expect(realtime.isOnline).toBe(true);
    vi.advanceTimersByTime(2_000);
    expect(first?.isClosed).toBe(true);
    expect(states.at(-1)?.phase).toBe('reconnecting');
  });

  test('anything heard keeps it alive, and a pong tells the time', () => {
    lastSocket().welcomeAssociate();
    vi.advanceTimersByTime(4_000);
    const sentAt = performance.now() - 10;
    lastSocket().say({
      type: 'session.pong',
      sentAt,
      serverTime: new Date(Date.now() + 9_000).toISOString(),
    });
    vi.advanceTimersByTime(4_000);
    expect(realtime.isOnline).toBe(true);
    // The welcome came in no time at all, so the pong does not beat it.
    expect(offsets).toEqual([5_000]);
  });
});

describe('asking', () => {
  test('the reply with the same id answers', async () => {
    lastSocket().welcomeAssociate();
    const [muted, paused] = [
      mute(),
      realtime.ask({ type: 'engagement.pause', engagementId: ids.engagement }),
    ];
    lastSocket().reply('engagement.pause', 'not-in-scenario');
    lastSocket().reply('track.mute');
    expect(await muted).toMatchObject({ ok: true });
    expect(await paused).toEqual({ ok: false, problem: { code: 'not-in-scenario' } });
  });

  test('waits for the connection', async () => {
    const muted = mute();
    lastSocket().accept();
    expect(lastSocket().of('track.mute')).toHaveLength(0);
    lastSocket().welcomeAssociate();
    lastSocket().reply('track.mute');
    expect((await muted).ok).toBe(true);
  });

  test('RQ6 an unanswered command is said again on the next connection, once', async () => {
    lastSocket().welcomeAssociate();
    const muted = mute();
    lastSocket().end(1006);
    vi.advanceTimersByTime(250);
    lastSocket().welcomeAssociate();
    expect(lastSocket().of('track.mute')).toHaveLength(1);
    lastSocket().end(1006);
    expect(await muted).toEqual({ ok: false, problem: { code: 'draining' } });
    vi.advanceTimersByTime(1_000);
    lastSocket().welcomeAssociate();
    expect(lastSocket().of('track.mute')).toHaveLength(0);
  });

  test('media belongs to its connection and is not said again', async () => {
    lastSocket().welcomeAssociate();
    const subscribed = realtime.ask({
      type: 'media.subscribe',
      engagementId: ids.engagement,
      connectionId: 'a',
    });
    lastSocket().end(1006);
    expect(await subscribed).toEqual({ ok: false, problem: { code: 'draining' } });
  });

  test('no answer within 10 s is one', async () => {
    const muted = mute();
    vi.advanceTimersByTime(10_000);
    expect(await muted).toEqual({ ok: false, problem: { code: 'draining' } });
  });

  test('a refused connection answers everything', async () => {
    const muted = mute();
    lastSocket().end(closeCodes.unauthenticated);
    expect(await muted).toEqual({ ok: false, problem: { code: 'not-signed-in' } });
  });
});

test('what a given up socket still says is not heard', () => {
  const [old] = MemorySocket.opened;
  old?.end(1006);
  vi.advanceTimersByTime(250);
  old?.welcomeAssociate();
  expect(realtime.isOnline).toBe(false);
  expect(news).toEqual([]);
});

test('something missed is asked for on a new connection, at once', () => {
  lastSocket().welcomeAssociate();
  realtime.resume();
  expect(MemorySocket.opened).toHaveLength(2);
  expect(MemorySocket.opened[0]?.isClosed).toBe(true);
});
