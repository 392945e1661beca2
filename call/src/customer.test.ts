import { evolve, redact, viewFor } from '@parley/engagement';
import type { EngagementState } from '@parley/protocol';
import { closeCodes } from '@parley/protocol/constants';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  ids,
  joined,
  lastSocket,
  logged,
  MemorySocket,
  requested,
  useMemorySockets,
} from '../test/memory-socket.ts';
import type { CustomerClient } from './api.ts';
import { createCustomerClient } from './customer.ts';

const created = { engagementId: ids.engagement, participantId: ids.customer, token: 'secret' };
const waiting = evolve(undefined, logged(1, requested));
const reader = { role: 'customer', participantId: ids.customer } as const;

let kept: Map<string, string>;
let client: CustomerClient;
let answer: () => Promise<Response>;
const asked: { url: string; init: RequestInit | undefined }[] = [];
const state = () => client.store.getState();

function open(): void {
  client = createCustomerClient({
    origin: 'https://parley.example',
    clientId: 'demo',
    context: () => [{ key: 'page.title', value: 'Loans' }],
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  useMemorySockets();
  kept = new Map();
  asked.length = 0;
  answer = () => Promise.resolve(Response.json(created, { status: 201 }));
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    asked.push({ url, init });
    return answer();
  });
  open();
});

afterEach(() => {
  client.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const snapshot = (engagement: EngagementState) =>
  lastSocket().say({
    type: 'engagement.snapshot',
    engagement: viewFor(engagement, reader),
    participantId: ids.customer,
    mediaEpoch: 'first',
  });
const happened = (...events: Parameters<typeof logged>[]) => {
  for (const event of events)
    lastSocket().say({ type: 'engagement.happened', event: redact(logged(...event), reader) });
};

async function wait(): Promise<void> {
  expect(await client.request('video')).toEqual({ ok: true });
  lastSocket().welcomeCustomer();
  snapshot(waiting);
}

describe('asking for an associate', () => {
  test('without camera and microphone too, and says so to nobody else', async () => {
    await wait();
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      url: 'https://parley.example/api/v1/engagements',
      init: { method: 'POST', credentials: 'omit' },
    });
    const body = asked[0]?.init?.body;
    expect(typeof body === 'string' && JSON.parse(body)).toEqual({
      clientId: 'demo',
      channel: 'video',
      camera: false,
      context: [{ key: 'page.title', value: 'Loans' }],
    });
    expect(lastSocket().url).toBe('wss://parley.example/realtime');
    expect(lastSocket().of('session.hello')[0]).toMatchObject({ token: 'secret' });
    lastSocket().say({ type: 'queue.place', engagementId: ids.engagement, place: 2 });
    expect(state()).toMatchObject({ phase: 'waiting', place: 2, engagement: { selfId: ids.customer } });
    expect(state().media.microphone).toEqual({ state: 'failed', problem: 'blocked' });
  });

  test.each([
    [() => Promise.resolve(Response.json({ code: 'no-scenario' }, { status: 409 })), 'no-scenario'],
    [() => Promise.resolve(Response.json({ code: 'made-up' }, { status: 500 })), 'internal'],
    [() => Promise.resolve(Response.json({ engagementId: 7 }, { status: 201 })), 'internal'],
    [() => Promise.resolve(new Response('<html>', { status: 502 })), 'draining'],
    [() => Promise.reject(new TypeError('no network')), 'draining'],
  ])('refused: case %#', async (response, code) => {
    answer = response;
    expect(await client.request('audio')).toEqual({ ok: false, problem: { code } });
    expect(state()).toMatchObject({ phase: 'failed', problem: { code } });
    expect(MemorySocket.opened).toHaveLength(0);
    client.reset();
    expect(state().phase).toBe('idle');
    expect(state()).not.toHaveProperty('problem');
  });

  test('twice at once is once', async () => {
    const first = client.request('video');
    expect(await client.request('video')).toMatchObject({ ok: false });
    await first;
    expect(asked).toHaveLength(1);
  });

  test('called off before the server has answered', async () => {
    let respond: (response: Response) => void = () => undefined;
    answer = () => new Promise((resolve) => (respond = resolve));
    const request = client.request('video');
    await vi.waitFor(() => expect(state().phase).toBe('requesting'));
    expect(await client.exit()).toEqual({ ok: true });
    expect(state().phase).toBe('ended');
    respond(Response.json(created, { status: 201 }));
    await vi.waitFor(() => expect(MemorySocket.opened).toHaveLength(1));
    lastSocket().welcomeCustomer();
    snapshot(waiting);
    lastSocket().reply('engagement.exit');
    expect(await request).toEqual({ ok: true });
    expect(state().phase).toBe('ended');
    expect(lastSocket().isClosed).toBe(true);
  });
});

describe('the engagement', () => {
  test('is answered, and ends', async () => {
    await wait();
    happened([2, joined], [3, { type: 'answered', participantId: ids.self }]);
    expect(state().phase).toBe('active');
    happened([4, { type: 'ended', reason: 'associate-exited', participantId: ids.self }]);
    expect(state()).toMatchObject({
      phase: 'ended',
      engagement: { state: { endReason: 'associate-exited' } },
    });
    expect(kept.has('parley.engagement')).toBe(false);
    expect(lastSocket().isClosed).toBe(true);
  });

  test('ended by the customer, also when the server cannot be told', async () => {
    await wait();
    lastSocket().end(1006);
    const exit = client.exit();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await exit).toEqual({ ok: false, problem: { code: 'draining' } });
    expect(state().phase).toBe('ended');
    expect(await client.request('audio')).toEqual({ ok: true });
    lastSocket().accept();
    expect(lastSocket().of('session.hello')[0]?.resume).toEqual([]);
  });

  test('is replaced by the same tab copied', async () => {
    await wait();
    lastSocket().end(closeCodes.replaced);
    expect(state().connection.phase).toBe('replaced');
    expect(state().media.microphone.state).toBe('idle');
    expect(kept.has('parley.engagement')).toBe(true);
  });

  test('is told what is new about the page, once more after a loss', async () => {
    await wait();
    client.setContext([{ key: 'page.url', value: '/a' }]);
    expect(lastSocket().of('context.set')[0]?.attributes).toEqual([{ key: 'page.url', value: '/a' }]);
    lastSocket().reply('context.set');
    lastSocket().end(1006);
    client.setContext([{ key: 'page.url', value: '/b' }]);
    await vi.advanceTimersByTimeAsync(250);
    lastSocket().welcomeCustomer();
    expect(
      lastSocket()
        .of('context.set')
        .map(({ attributes }) => attributes),
    ).toEqual([[{ key: 'page.url', value: '/b' }]]);
  });
});

describe('another page of the site', () => {
  test('goes on where the last one was', async () => {
    await wait();
    happened([2, joined], [3, { type: 'answered', participantId: ids.self }]);
    client.close();
    open();
    expect(client.restore()).toBe(true);
    expect(state().phase).toBe('active');
    lastSocket().accept();
    expect(lastSocket().of('session.hello')[0]).toEqual({
      type: 'session.hello',
      version: 1,
      token: 'secret',
      resume: [],
    });
  });

  test.each([
    undefined,
    '{',
    'null',
    '{"token":7}',
    JSON.stringify({ ...created, phase: 'ended', camera: true }),
  ])('has nothing to go on with: %s', (text) => {
    if (text !== undefined) kept.set('parley.engagement', text);
    expect(client.restore()).toBe(false);
    expect(state().phase).toBe('idle');
    expect(MemorySocket.opened).toHaveLength(0);
  });

  test('whose token is no longer known forgets it', async () => {
    await wait();
    client.close();
    open();
    client.restore();
    lastSocket().end(closeCodes.unauthenticated);
    expect(state()).toMatchObject({ phase: 'failed', problem: { code: 'token-invalid' } });
    expect(kept.has('parley.engagement')).toBe(false);
  });
});
