import { describe, expect, test } from 'vitest';
import {
  contextAttributes,
  downMessage,
  engagementRequest,
  maxContextAttributes,
  maxSdpLength,
  problems,
  signIn,
  upMessage,
} from './index.ts';

const id = '01900000-0000-7000-8000-000000000001';
const accepts = (message: unknown): boolean => upMessage.safeParse(message).success;

describe('what a client may say', () => {
  test('a command in its form is understood', () => {
    expect(accepts({ type: 'engagement.pause', id: 1, engagementId: id })).toBe(true);
    expect(accepts({ type: 'session.hello', version: 1 })).toBe(true);
    expect(accepts({ type: 'lane.send', engagementId: id, body: { topic: 'quality', up: 3, down: 0 } })).toBe(
      true,
    );
  });

  test.each([
    ['nothing', null],
    ['a list', []],
    ['an unknown type', { type: 'engagement.explode', id: 1, engagementId: id }],
    ['no id to answer to', { type: 'engagement.pause', engagementId: id }],
    ['an id that is no whole number', { type: 'engagement.pause', id: 1.5, engagementId: id }],
    ['an engagement id that is none', { type: 'engagement.pause', id: 1, engagementId: "1' or 1=1" }],
    [
      'an SDP above the limit',
      {
        type: 'media.publish',
        id: 1,
        engagementId: id,
        connectionId: 'c',
        sdp: 'x'.repeat(maxSdpLength + 1),
        lines: [{ mid: '0', source: 'camera' }],
      },
    ],
    [
      'no line to publish',
      { type: 'media.publish', id: 1, engagementId: id, connectionId: 'c', sdp: 'v=0', lines: [] },
    ],
    [
      'a source we do not know',
      {
        type: 'media.publish',
        id: 1,
        engagementId: id,
        connectionId: 'c',
        sdp: 'v=0',
        lines: [{ mid: '0', source: 'thoughts' }],
      },
    ],
    [
      'a connection id with other characters',
      { type: 'media.subscribe', id: 1, engagementId: id, connectionId: '../x' },
    ],
    [
      'a quality out of range',
      { type: 'lane.send', engagementId: id, body: { topic: 'quality', up: 4, down: 0 } },
    ],
    ['a lane topic that is none', { type: 'lane.send', engagementId: id, body: { topic: 'telepathy' } }],
    ['a token beyond reason', { type: 'session.hello', version: 1, token: 'x'.repeat(257) }],
    ['an availability nobody can choose', { type: 'availability.set', id: 1, chosen: 'on-a-call' }],
  ])('%s is refused', (_, message) => expect(accepts(message)).toBe(false));
});

describe('context attributes', () => {
  const of = (key: string, value = 'x') => contextAttributes.safeParse([{ key, value }]).success;

  test('have dotted lower-case names', () => {
    expect(of('page.url')).toBe(true);
    expect(of('device.time-zone')).toBe(true);
    for (const key of ['', 'Page', 'page..url', '.page', 'page.', '__proto__', 'a b', 'x'.repeat(65)])
      expect(of(key)).toBe(false);
  });

  test('have limits in length and number', () => {
    expect(of('a', 'x'.repeat(2_000))).toBe(true);
    expect(of('a', 'x'.repeat(2_001))).toBe(false);
    const many = Array.from({ length: maxContextAttributes + 1 }, (_, n) => ({ key: `a${n}`, value: '' }));
    expect(contextAttributes.safeParse(many).success).toBe(false);
  });
});

test('requests over HTTP have limits', () => {
  expect(signIn.safeParse({ email: 'a@b.c', password: 'x'.repeat(257) }).success).toBe(false);
  expect(
    engagementRequest.safeParse({ clientId: 'demo', channel: 'fax', camera: true, context: [] }).success,
  ).toBe(false);
  expect(
    engagementRequest.safeParse({ clientId: 'demo', channel: 'video', camera: true, context: [] }).success,
  ).toBe(true);
});

test('every refusal that the server can send has a code of the table', () => {
  const reply = (code: string) =>
    downMessage.safeParse({ type: 'reply', id: 1, ok: false, problem: { code } }).success;
  for (const code of Object.keys(problems)) expect(reply(code)).toBe(true);
  expect(reply('because')).toBe(false);
});
