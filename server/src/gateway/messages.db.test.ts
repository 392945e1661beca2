import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';

let server: GatewayUnderTest;
let call: Awaited<ReturnType<GatewayUnderTest['call']>>;
beforeAll(async () => {
  server = await startGateway();
  call = await server.call();
});
afterAll(() => server.stop());

const state = async () => {
  const known = await server.stateOf(call.engagementId);
  if (!known) throw new Error('there is no engagement');
  return known;
};

let nextId = 7_000;
/** What the server answers to something that no type checker would let through. */
async function answerTo(side: 'customer' | 'associate', message: Record<string, unknown>): Promise<string> {
  const id = nextId++;
  await call[side].send({ engagementId: call.engagementId, ...message, id });
  const reply = await call[side].until('reply', (one) => one.id === id);
  return reply.ok ? 'ok' : reply.problem.code;
}
const messageId = (n: number) => `00000000-0000-7000-8000-00000000080${String(n)}`;
const send = (text: string, n: number) => ({ type: 'message.send', messageId: messageId(n), text });

test('MS1 a message reaches the other side with its order and time, and is kept', async () => {
  expect(await answerTo('customer', send('Good day 🌊', 1))).toBe('ok');
  expect(await answerTo('customer', send('Good day 🌊', 1))).toBe('ok');
  const { event } = await call.associate.until(
    'engagement.happened',
    (message) => message.event.event.type === 'message-sent',
  );
  expect(event.event).toMatchObject({ participantId: call.participantId, message: { text: 'Good day 🌊' } });
  expect((await state()).messages).toHaveLength(1);
});

test('MS3 the sender is told that it was got and seen', async () => {
  expect(await answerTo('associate', { type: 'message.seen', received: 1, read: 1 })).toBe('ok');
  const { event } = await call.customer.until(
    'engagement.happened',
    (message) => message.event.event.type === 'messages-seen',
  );
  expect(event.event).toMatchObject({ receipt: { participantId: call.associateParticipantId, read: 1 } });
});

test('somebody writing is told to the others, and not kept', async () => {
  const before = (await state()).seq;
  await call.customer.send({
    type: 'lane.send',
    engagementId: call.engagementId,
    body: { topic: 'typing', isTyping: true },
  });
  const { body, participantId } = await call.associate.until(
    'lane.received',
    (message) => message.body.topic === 'typing',
  );
  expect({ body, participantId }).toEqual({
    body: { topic: 'typing', isTyping: true },
    participantId: call.participantId,
  });
  expect((await state()).seq).toBe(before);
});

test.each([
  ['nothing', { ...send('', 2) }],
  ['blanks', send(' \n\t ', 2)],
  ['too much', send('x'.repeat(4_001), 2)],
  ['a number', { ...send('x', 2), text: 7 }],
  ['an id of its own kind', { ...send('x', 2), messageId: '../2' }],
])('MS2 refuses %s', async (_, message) => {
  const before = await state();
  expect(await answerTo('customer', message)).toBe('bad-request');
  expect((await state()).messages).toEqual(before.messages);
});

test.each([
  ['fewer than none', { type: 'message.seen', received: -1, read: 0 }],
  ['more than can be', { type: 'message.seen', received: 100_000, read: 0 }],
])('MS3 refuses %s', async (_, message) => {
  expect(await answerTo('associate', message)).toBe('bad-request');
});

test('MS2 nobody outside of it writes, and nobody floods it', async () => {
  const stranger = await server.associate('grace');
  const { engagementId } = call;
  const text = 'Hello';
  const id = messageId(3) as never;
  expect(await stranger.outcome({ type: 'message.send', engagementId, messageId: id, text })).toBe(
    'engagement-not-found',
  );
  stranger.cut();
  const answers: string[] = [];
  for (let n = 0; n < 140 && !answers.includes('rate-limited'); n += 1)
    answers.push(
      await answerTo('associate', {
        type: 'message.send',
        messageId: `00000000-0000-7000-8000-0000000a${String(1_000 + n)}`,
        text: 'again',
      }),
    );
  expect(answers).toContain('rate-limited');
});
