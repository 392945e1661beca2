import type { EngagementId } from '@parley/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';

let server: GatewayUnderTest;
let call: Awaited<ReturnType<GatewayUnderTest['call']>>;
beforeAll(async () => {
  server = await startGateway();
  call = await server.call();
});
afterAll(() => server.stop());

const questions = async (id: EngagementId = call.engagementId) => (await server.stateOf(id))?.questions ?? [];
const last = async () => (await questions()).find(({ what }) => what === 'screen');

let nextId = 5_000;
type Side = 'customer' | 'associate';
/** What the server answers to something that no type checker would let through. */
async function answerTo(side: Side, message: Record<string, unknown>): Promise<string> {
  const id = nextId++;
  await call[side].send({ engagementId: call.engagementId, ...message, id });
  const reply = await call[side].until('reply', (one) => one.id === id);
  return reply.ok ? 'ok' : reply.problem.code;
}
const nobodys = '00000000-0000-7000-8000-000000000999';

test('AS1 the customer is asked at once, with who asks and until when', async () => {
  expect(await answerTo('associate', { type: 'question.ask', what: 'screen' })).toBe('ok');
  const { event } = await call.customer.until(
    'engagement.happened',
    (message) => message.event.event.type === 'asked',
  );
  expect(event.event).toMatchObject({
    question: { what: 'screen', byParticipantId: call.associateParticipantId },
  });
  expect(await answerTo('customer', { type: 'question.ask', what: 'screen' })).toBe('not-allowed');
});

test('AS2 only what was asked is answered, once, and by the customer', async () => {
  const questionId = (await last())?.id;
  const allow = { says: 'allow' };
  expect(await answerTo('customer', { type: 'question.answer', questionId: nobodys, answer: allow })).toBe(
    'question-not-found',
  );
  expect(await answerTo('associate', { type: 'question.answer', questionId, answer: allow })).toBe(
    'not-allowed',
  );
  expect((await last())?.status).toBe('open');
  const decline = { says: 'decline' };
  expect(await answerTo('customer', { type: 'question.answer', questionId, answer: decline })).toBe('ok');
  expect(await answerTo('customer', { type: 'question.answer', questionId, answer: allow })).toBe(
    'question-over',
  );
  expect((await last())?.status).toBe('declined');
});

test.each([
  ['something else to share', 'associate', { type: 'question.ask', what: 'page' }],
  ['nothing', 'associate', { type: 'question.ask' }],
  ['no answer', 'customer', { type: 'question.answer', questionId: nobodys }],
  [
    'an answer that is none',
    'customer',
    { type: 'question.answer', questionId: nobodys, answer: { says: 'x' } },
  ],
  [
    'a reason of their own',
    'customer',
    { type: 'question.answer', questionId: nobodys, answer: { says: 'fail', problem: '<b>' } },
  ],
  ['no id', 'associate', { type: 'question.withdraw', questionId: '../1' }],
] as const)('AS2 refuses %s', async (_, side, message) => {
  const before = await questions();
  expect(await answerTo(side, message)).toBe('bad-request');
  expect(await questions()).toEqual(before);
});
