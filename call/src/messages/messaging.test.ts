import { evolve } from '@parley/engagement';
import type { EngagementState, LoggedEvent, MessageId } from '@parley/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ids, joined, logged, requested } from '../../test/memory-socket.ts';
import type { MessagesState, Outcome } from '../api.ts';
import { done } from '../outcome.ts';
import { hashed } from '../pieces.ts';
import type { Asking } from '../signal/asks.ts';
import type { News } from '../signal/realtime.ts';
import { nameOf } from './files.ts';
import { Messaging } from './messaging.ts';

const away: Outcome = { ok: false, problem: { code: 'draining' } };
const full: Outcome = { ok: false, problem: { code: 'messages-full' } };
const welcome = { type: 'session.welcome' } as News;

let answer: Outcome;
let asked: Asking[];
let told: boolean[];
let shown: MessagesState;
let state: EngagementState;
let messaging: Messaging;

const happens = (event: LoggedEvent['event']): void => {
  state = evolve(state, logged(state.seq + 1, event));
  messaging.follow({ state, selfId: ids.self });
};
const written = (participantId: typeof ids.self, text: string, id: string = text): LoggedEvent['event'] => ({
  type: 'message-sent',
  participantId,
  message: { id: id as MessageId, text },
});
const sent = () => asked.flatMap((one) => (one.type === 'message.send' ? [one] : []));
const seen = () => asked.flatMap((one) => (one.type === 'message.seen' ? [[one.received, one.read]] : []));
const hears = (isTyping: boolean) =>
  messaging.heard({
    type: 'lane.received',
    engagementId: ids.engagement,
    participantId: ids.customer,
    body: { topic: 'typing', isTyping },
  });

beforeEach(() => {
  vi.useFakeTimers();
  answer = done;
  asked = [];
  told = [];
  messaging = new Messaging({
    realtime: {
      ask: (asking: Asking) => {
        asked.push(asking);
        return Promise.resolve(answer);
      },
      tell: (message) => {
        if (message.type === 'lane.send' && message.body.topic === 'typing') told.push(message.body.isTyping);
      },
    },
    access: () => ({ origin: 'https://parley.example', token: 'secret' }),
    onChange: (messages) => (shown = messages),
  });
  state = [logged(2, joined), logged(3, { type: 'answered' as const, participantId: ids.self })].reduce(
    evolve,
    evolve(undefined, logged(1, requested)),
  );
  messaging.follow({ state, selfId: ids.self });
});
afterEach(() => vi.useRealTimers());

describe('a message', () => {
  test('shows at once, and until the engagement has it', async () => {
    const outcome = messaging.controls.send('Hello');
    expect(shown.pending.map(({ text }) => text)).toEqual(['Hello']);
    expect(await outcome).toEqual(done);
    happens(written(ids.self, 'Hello', sent()[0]!.messageId));
    expect(shown.pending).toEqual([]);
  });

  test('that was written out of reach is said again after each reconnection, under the same id and in order', async () => {
    answer = away;
    await messaging.controls.send('One');
    await messaging.controls.send('Two');
    expect(shown.pending.map(({ text, problem }) => [text, problem])).toEqual([
      ['One', undefined],
      ['Two', undefined],
    ]);
    answer = done;
    messaging.heard(welcome);
    expect(sent().map(({ text }) => text)).toEqual(['One', 'Two', 'One', 'Two']);
    expect(sent()[2]!.messageId).toBe(sent()[0]!.messageId);
  });

  test('that was refused waits for its writer', async () => {
    answer = full;
    await messaging.controls.send('Too much');
    const [refused] = shown.pending;
    expect(refused?.problem).toEqual({ code: 'messages-full' });
    messaging.heard(welcome);
    expect(sent()).toHaveLength(1);
    answer = done;
    messaging.controls.sendAgain(refused!.id);
    expect(shown.pending[0]?.problem).toBeUndefined();
    expect(sent()).toHaveLength(2);
    messaging.controls.discard(refused!.id);
    expect(shown.pending).toEqual([]);
  });
});

describe('what was seen', () => {
  test('got is said by itself, seen when it has been on the screen, each once', () => {
    happens(written(ids.customer, 'Hello'));
    expect(seen()).toEqual([[1, 0]]);
    messaging.controls.seeAll();
    messaging.controls.seeAll();
    expect(seen()).toEqual([
      [1, 0],
      [1, 1],
    ]);
    happens({ type: 'messages-seen', receipt: { participantId: ids.self, received: 1, read: 1 } });
    messaging.controls.seeAll();
    expect(seen()).toHaveLength(2);
  });

  test('is said again when the connection was lost over it', () => {
    happens(written(ids.customer, 'Hello'));
    messaging.heard(welcome);
    expect(seen()).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });
});

describe('typing', () => {
  test('is told at the first key, now and then while it goes on, and when it ends', () => {
    const typing = (isTyping: boolean): void => messaging.controls.typing(isTyping);
    typing(true);
    typing(true);
    expect(told).toEqual([true]);
    vi.advanceTimersByTime(2_100);
    typing(true);
    expect(told).toEqual([true, true]);
    vi.advanceTimersByTime(4_100);
    expect(told).toEqual([true, true, false]);
    typing(true);
    void messaging.controls.send('Done');
    expect(told.at(-1)).toBe(false);
  });

  test('of others ends with their message, or when it is not heard again', () => {
    hears(true);
    expect(shown.typing).toEqual([ids.customer]);
    happens(written(ids.customer, 'Hello'));
    expect(shown.typing).toEqual([]);
    hears(true);
    vi.advanceTimersByTime(5_100);
    expect(shown.typing).toEqual([]);
  });
});

describe('a file', () => {
  const photo = new File(['picture'], 'photo.png', { type: 'image/png' });
  const fetched: { url: string; init: RequestInit | undefined }[] = [];
  let respond: () => Promise<Response>;
  beforeEach(() => {
    vi.useRealTimers();
    fetched.length = 0;
    respond = () => Promise.resolve(Response.json({ received: 7 }));
    vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
      fetched.push({ url, init });
      return respond();
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  test('is sent with its name and hash, shows how far it is, and is there until the engagement has it', async () => {
    const sending = messaging.controls.sendFile(photo);
    expect(shown.pending).toMatchObject([{ text: 'photo.png', file: { part: 0 } }]);
    const id = shown.pending[0]!.id;
    expect(await sending).toEqual(done);
    expect(shown.pending[0]?.file?.part).toBe(1);
    const { pathname, searchParams } = new URL(fetched[0]!.url);
    expect(pathname).toBe(`/api/v1/engagements/${ids.engagement}/files/${id}`);
    expect(Object.fromEntries(searchParams)).toMatchObject({ name: 'photo.png', offset: '0', total: '7' });
    const file = { type: 'image/png', bytes: 7, sha256: searchParams.get('sha256') ?? '' } as const;
    happens({ type: 'message-sent', participantId: ids.self, message: { id, text: 'photo.png', file } });
    expect(shown.pending).toEqual([]);
    // One's own need not be fetched.
    expect(await messaging.controls.loadFile(id)).toBeInstanceOf(Blob);
    expect(fetched).toHaveLength(1);
  });

  test('that could not be sent is tried again under the same id', async () => {
    respond = () => Promise.reject(new TypeError('offline'));
    await messaging.controls.sendFile(photo);
    expect(shown.pending[0]?.problem).toBeUndefined();
    respond = () => Promise.resolve(Response.json({ received: 7 }));
    messaging.heard(welcome);
    await vi.waitFor(() => expect(shown.pending[0]?.file?.part).toBe(1));
    expect(new Set(fetched.map(({ url }) => new URL(url).pathname)).size).toBe(1);
  });

  test.each([
    ['the server refuses', photo, 'file-refused', 1],
    ['is too large', { name: 'a.pdf', size: 26 * 1024 * 1024 } as File, 'message-too-large', 0],
    ['is empty', new File([], 'a.pdf'), 'file-refused', 0],
  ])('that %s stays with the reason', async (_, file, code, times) => {
    respond = () => Promise.resolve(Response.json({ code }, { status: 415 }));
    await messaging.controls.sendFile(file);
    expect(shown.pending[0]?.problem?.code).toBe(code);
    expect(fetched).toHaveLength(times);
  });

  test('of somebody else is fetched once, and only what was announced is shown', async () => {
    const { sha256 } = await hashed(new Blob(['picture']));
    const file = { type: 'image/png', bytes: 7, sha256 } as const;
    const id = 'x' as MessageId;
    happens({ type: 'message-sent', participantId: ids.customer, message: { id, text: 'a.png', file } });
    respond = () => Promise.resolve(new Response('pictuer'));
    expect(await messaging.controls.loadFile(id)).toEqual({ code: 'recording-damaged' });
    respond = () => Promise.resolve(new Response('picture'));
    const blob = await messaging.controls.loadFile(id);
    expect(blob instanceof Blob && [blob.type, await blob.text()]).toEqual(['image/png', 'picture']);
    await messaging.controls.loadFile(id);
    expect(fetched).toHaveLength(2);
    happens({ type: 'message-file-deleted', messageId: id });
    expect(await messaging.controls.loadFile(id)).toEqual({ code: 'file-not-found' });
  });
});

test.each([
  ['photo.png', 'photo.png'],
  ['a/b\\c\u202e.png', 'a_b_c_.png'],
  ['..', 'file'],
  [`${'x'.repeat(300)}.jpeg`, `${'x'.repeat(175)}.jpeg`],
])('a file called %j is sent as %j', (name, sentAs) => {
  expect(nameOf({ name })).toBe(sentAs);
});
