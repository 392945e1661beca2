import { inkUnits, maxStrokePoints, maxStrokeText, type StrokeId } from '@parley/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';
import { newId } from '../platform/ids.ts';

let server: GatewayUnderTest;
let call: Awaited<ReturnType<GatewayUnderTest['call']>>;
beforeAll(async () => {
  server = await startGateway();
  call = await server.call();
});
afterAll(() => server.stop());

const target = () => ({ kind: 'live', participantId: call.participantId, source: 'camera' });
const stroke = (changes: Record<string, unknown> = {}) => ({
  id: newId<StrokeId>(),
  target: target(),
  tool: 'pen',
  color: 'red',
  width: 'medium',
  points: [10, 20, 128, 30, 40, 128],
  ...changes,
});

let nextId = 1_000;
/** What the server answers to a stroke that no type checker would let through. */
async function answerTo(changes: Record<string, unknown>): Promise<string> {
  const id = nextId++;
  await call.associate.send({
    type: 'ink.draw',
    id,
    engagementId: call.engagementId,
    stroke: stroke(changes),
  });
  const reply = await call.associate.until('reply', (message) => message.id === id);
  return reply.ok ? 'ok' : reply.problem.code;
}
const inkNow = async () => (await server.stateOf(call.engagementId))?.ink ?? [];

test('IK1 a stroke reaches the other side as an event, in the place and form it was drawn', async () => {
  const drawn = stroke({ tool: 'text', points: [0, inkUnits, 128], text: '<b>not bold</b>' });
  await call.associate.send({ type: 'ink.draw', id: 1, engagementId: call.engagementId, stroke: drawn });
  const { event } = await call.customer.until(
    'engagement.happened',
    (message) => message.event.event.type === 'stroke-drawn',
  );
  expect(event.event).toEqual({
    type: 'stroke-drawn',
    participantId: call.associateParticipantId,
    stroke: drawn,
  });
});

const tooMany = Array.from({ length: maxStrokePoints + 1 }, () => [1, 1, 1]).flat();
test.each([
  ['too many points', { points: tooMany }],
  ['a coordinate outside of the picture', { points: [inkUnits + 1, 0, 128] }],
  ['a negative one', { points: [-1, 0, 128] }],
  ['a broken one', { points: [0.5, 0, 128] }],
  ['one that is no number (NaN in JSON)', { points: [null, 0, 128] }],
  ['one that is text', { points: ['1', 0, 128] }],
  ['pressure beyond the scale', { points: [1, 1, 256] }],
  ['half a point', { points: [1, 1, 128, 4] }],
  ['no points', { points: [] }],
  ['an unknown tool', { tool: 'chainsaw' }],
  ['an unknown colour', { color: 'url(https://evil.test)' }],
  ['an endless text', { tool: 'text', points: [1, 1, 1], text: 'x'.repeat(maxStrokeText + 1) }],
  ['a picture of nobody', { target: { kind: 'live', participantId: 'nobody', source: 'camera' } }],
  ['a microphone', { target: { kind: 'live', participantId: newId<string>(), source: 'microphone' } }],
  ['an id that is none', { id: '../../etc/passwd' }],
])('IK2 %s is refused', async (_, changes) => {
  const before = (await inkNow()).length;
  // Each on a connection of its own: the fifth in a row would close it (RQ3).
  call = { ...call, associate: await server.associate('ada') };
  expect(await answerTo(changes)).toBe('bad-request');
  expect(await inkNow()).toHaveLength(before);
});

test('IK2 somebody who floods with ink is slowed, and the call goes on', async () => {
  const { associate, customer, engagementId } = call;
  const answers = new Map<string, number>();
  for (let n = 0; n < 400; n += 1) {
    const answer = await answerTo({});
    answers.set(answer, (answers.get(answer) ?? 0) + 1);
    if (n % 100 === 99) await server.skip(1);
  }
  expect(answers.get('ok')).toBeGreaterThan(250);
  expect(answers.get('rate-limited')).toBeGreaterThan(50);
  expect((await associate.ask({ type: 'track.mute', engagementId })).ok).toBe(true);
  expect((await customer.ask({ type: 'track.mute', engagementId })).ok).toBe(true);
});

test('IK3 a customer who forbids drawing is obeyed, and may not be overruled', async () => {
  const { associate, customer, engagementId } = call;
  await customer.ask({ type: 'consent.withdraw', engagementId, matter: 'ink' });
  expect(await inkNow()).toEqual([]);
  expect(await answerTo({})).toBe('ink-refused');
  const given = await associate.ask({ type: 'consent.give', engagementId, matter: 'ink' });
  expect(given).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
});

test('LA1 a stroke being drawn reaches the other side at once, and is not stored', async () => {
  const before = await server.stateOf(call.engagementId);
  const { id, ...look } = stroke();
  const body = { topic: 'stroke', strokeId: id, ...look, from: 0 };
  await call.associate.send({ type: 'lane.send', engagementId: call.engagementId, body });
  const received = await call.customer.until('lane.received', (message) => message.body.topic === 'stroke');
  expect(received).toMatchObject({ participantId: call.associateParticipantId, body });
  expect((await server.stateOf(call.engagementId))?.seq).toBe(before?.seq);
});
