import type { MessageId } from '@parley/protocol';
import { maxMessageFiles, maxMessages } from '@parley/protocol/constants';
import { expect, test } from 'vitest';
import {
  after,
  answered,
  associate,
  customer,
  everything,
  ids,
  inside,
  joinedByTwo,
  requested,
  system,
} from '../test/story.ts';
import { reachOf, receiptOf, redact, unreadBy, viewFor } from './index.ts';

const refusal = (code: string) => expect.objectContaining({ ok: false, code });
const messageId = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as MessageId;
const send = (text: string, n = 1) => ({ type: 'send-message', messageId: messageId(n), text }) as const;
const see = (received: number, read: number) => ({ type: 'see-messages', received, read }) as const;

test('MS1 a message sent twice is there once, and nobody sends under the id of another', () => {
  const story = answered();
  expect(story.do(send('Hello'), customer, after(3))).toEqual(['message-sent']);
  expect(story.do(send('Hello'), customer, after(9))).toEqual([]);
  expect(story.try(send('Mine'), inside(1))).toEqual(refusal('not-allowed'));
  expect(story.state.messages).toEqual([
    { id: messageId(1), participantId: ids.customer, at: after(3), text: 'Hello' },
  ]);
});

test('MS2 writing is for those in it, while it is active, where the scenario lets them', () => {
  expect(requested().try(send('Hello'), customer)).toEqual(refusal('engagement-not-active'));
  expect(answered().try(send('Hello'), inside(2))).toEqual(refusal('not-a-participant'));
  expect(answered().try(send('Hello'), associate(1))).toEqual(refusal('not-a-participant'));
  const only = answered({ scenario: { ...everything, allows: ['associate.message'] } });
  expect(only.try(send('Hello'), customer)).toEqual(refusal('not-in-scenario'));
  expect(only.do(send('Hello'), inside(1))).toEqual(['message-sent']);
  only.do({ type: 'exit' }, inside(1));
  expect(only.try(send('Bye', 2), inside(1))).toEqual(refusal('engagement-ended'));
});

test('MS2 there is room for so many messages, and for so much text', () => {
  const many = answered();
  for (let n = 1; n <= maxMessages; n += 1) many.do(send('x', n), customer);
  expect(many.try(send('one more', maxMessages + 1), customer)).toEqual(refusal('messages-full'));
  const long = answered();
  for (let n = 1; n <= 62; n += 1) long.do(send('x'.repeat(4_000), n), customer);
  expect(long.try(send('x'.repeat(4_000), 63), customer)).toEqual(refusal('messages-full'));
  expect(long.do(send('short', 63), customer)).toEqual(['message-sent']);
});

test('MS3 got and seen only grow, and never beyond what there is', () => {
  const story = answered();
  story.do(send('One'), customer);
  story.do(send('Two', 2), customer);
  const reach = () => [0, 1].map((index) => reachOf(story.state, index, ids.customer));
  expect(reach()).toEqual(['sent', 'sent']);
  expect(unreadBy(story.state, ids.participant(1))).toBe(2);
  expect(story.do(see(2, 0), inside(1))).toEqual(['messages-seen']);
  expect(reach()).toEqual(['delivered', 'delivered']);
  story.do(see(0, 1), inside(1));
  expect(reach()).toEqual(['read', 'delivered']);
  expect(story.do(see(1, 0), inside(1))).toEqual([]);
  story.do(see(900, 900), inside(1));
  expect(receiptOf(story.state, ids.participant(1))).toEqual({
    participantId: ids.participant(1),
    received: 2,
    read: 2,
  });
  expect(unreadBy(story.state, ids.participant(1))).toBe(0);
});

test('MS3 whoever answers has seen what was there', () => {
  const story = answered();
  story.do(send('One'), customer);
  story.do(send('Two', 2), inside(1));
  expect(reachOf(story.state, 0, ids.customer)).toBe('read');
  expect(unreadBy(story.state, ids.customer)).toBe(1);
  expect(unreadBy(story.state, ids.participant(1))).toBe(0);
});

test('MS4 who joins later has all of it', () => {
  const story = joinedByTwo();
  story.do(send('Hello'), customer);
  expect(unreadBy(story.state, ids.participant(2))).toBe(1);
});

test('MS4 what associates have at hand goes to no customer', () => {
  const scenario = { ...everything, messages: { canned: [{ title: 'Hello', text: 'Good to meet you.' }] } };
  const story = answered({ scenario });
  const reader = { role: 'customer', participantId: ids.customer } as const;
  expect(JSON.stringify(viewFor(story.state, reader))).not.toContain('Good to meet you');
  expect(JSON.stringify(story.log.map((event) => redact(event, reader)))).not.toContain('Good to meet you');
  expect(story.state.scenario.messages).toEqual(scenario.messages);
});

const file = (n: number) =>
  ({
    ...send('photo.png', n),
    file: { type: 'image/png', bytes: 9, sha256: 'a'.repeat(64) },
  }) as const;

test('MS5 an engagement holds so many files; what was deleted makes room', () => {
  const story = answered();
  for (let n = 1; n <= maxMessageFiles; n += 1) story.do(file(n), customer);
  expect(story.try(file(999), inside(1))).toEqual(refusal('messages-full'));
  expect(story.do(send('words', 998), inside(1))).toEqual(['message-sent']);
  story.do({ type: 'delete-file', messageId: messageId(1) }, system);
  expect(story.do(file(999), inside(1))).toEqual(['message-sent']);
});

test('MS6 a file that was deleted is gone for all, also after the end, by the server alone', () => {
  const story = answered();
  story.do(file(1), customer);
  story.do(send('words', 2), customer);
  story.do({ type: 'exit' }, inside(1));
  const remove = { type: 'delete-file', messageId: messageId(1) } as const;
  expect(story.try(remove, customer)).toEqual(refusal('not-allowed'));
  expect(story.do(remove, system)).toEqual(['message-file-deleted']);
  expect(story.do(remove, system)).toEqual([]);
  expect(story.state.messages[0]?.isFileDeleted).toBe(true);
  expect(story.try({ ...remove, messageId: messageId(2) }, system)).toEqual(refusal('file-not-found'));
});
