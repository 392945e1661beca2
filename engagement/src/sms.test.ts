import { maxSmsOfEngagement } from '@parley/protocol/constants';
import { expect, test } from 'vitest';
import { after, answered, customer, everything, ids, inside, joinedByTwo, requested } from '../test/story.ts';
import { redact, smsKeyword, smsSegments, viewFor } from './index.ts';

const refusal = (code: string) => expect.objectContaining({ ok: false, code });
const send = (n = 1, text = 'Your papers are ready') =>
  ({ type: 'send-sms', smsId: ids.sms(n), to: '+12025550123', text }) as const;

test('SM1 an SMS sent twice is there once, and nobody sends under the id of another', () => {
  const story = joinedByTwo();
  expect(story.do(send(), inside(1), after(3))).toEqual(['sms-sent']);
  expect(story.do(send(), inside(1), after(9))).toEqual([]);
  expect(story.try(send(), inside(2))).toEqual(refusal('not-allowed'));
  expect(story.state.sms).toEqual([
    {
      id: ids.sms(1),
      participantId: ids.participant(1),
      at: after(3),
      to: '+12025550123',
      text: 'Your papers are ready',
    },
  ]);
});

test('SM1 it is for associates in it, while it is active, where the scenario lets them', () => {
  expect(requested().try(send(), customer)).toEqual(refusal('engagement-not-active'));
  expect(answered().try(send(), customer)).toEqual(refusal('not-allowed'));
  expect(answered().try(send(), inside(2))).toEqual(refusal('not-a-participant'));
  const without = answered({ scenario: { ...everything, allows: ['associate.message'] } });
  expect(without.try(send(), inside(1))).toEqual(refusal('not-in-scenario'));
  const story = answered();
  for (let n = 1; n <= maxSmsOfEngagement; n += 1) story.do(send(n), inside(1));
  expect(story.try(send(maxSmsOfEngagement + 1), inside(1))).toEqual(refusal('messages-full'));
});

test('SM2 a customer sees neither the SMS nor the texts at hand', () => {
  const scenario = { ...everything, sms: { canned: [{ title: 'Papers', text: 'They are ready' }] } };
  const story = answered({ scenario });
  story.do(send(), inside(1));
  const reader = { role: 'customer', participantId: ids.customer } as const;
  expect(story.log.map((logged) => redact(logged, reader)).at(-1)?.event).toEqual({ type: 'withheld' });
  expect(JSON.stringify(viewFor(story.state, reader))).not.toMatch(/2025550123|ready/);
});

test.each<[string, string, 'GSM-7' | 'UCS-2', number, number]>([
  ['nothing', '', 'GSM-7', 0, 160],
  ['one letter', 'a', 'GSM-7', 1, 159],
  ['as much as one holds', 'a'.repeat(160), 'GSM-7', 1, 0],
  ['one more', 'a'.repeat(161), 'GSM-7', 2, 145],
  ['as much as two hold', 'a'.repeat(306), 'GSM-7', 2, 0],
  ['one more than two hold', 'a'.repeat(307), 'GSM-7', 3, 152],
  ['German and a line', 'Grüße,\nÄÖÜß', 'GSM-7', 1, 149],
  ['a euro, which takes two', '€', 'GSM-7', 1, 158],
  ['80 euros', '€'.repeat(80), 'GSM-7', 1, 0],
  ['an escape that would be cut in two', `${'a'.repeat(152)}€${'a'.repeat(10)}`, 'GSM-7', 2, 141],
  ['a letter that GSM has not', 'ê', 'UCS-2', 1, 69],
  ['curly marks', '“x”', 'UCS-2', 1, 67],
  ['70 of them', '“'.repeat(70), 'UCS-2', 1, 0],
  ['71 of them', '“'.repeat(71), 'UCS-2', 2, 63],
  ['an emoji, which takes two', '👋', 'UCS-2', 1, 68],
  ['an emoji that would be cut in two', `${'ê'.repeat(66)}👋${'ê'.repeat(5)}`, 'UCS-2', 2, 60],
])('segments: %s', (_what, text, encoding, count, left) => {
  expect(smsSegments(text)).toEqual({ encoding, count, left });
});

test.each([
  'STOP',
  'stop',
  ' Stop. ',
  '"STOP"',
  'StopAll',
  'unsubscribe',
  'CANCEL',
  'end',
  'quit!',
  'Revoke',
  'opt out',
  'OPT-OUT',
  'STOP ALL',
  'Stopp!',
  '\nstop\n',
])('%j ends it', (text) => expect(smsKeyword(text)).toBe('stop'));
test.each(['START', 'unstop', ' start! '])('%j begins it again', (text) =>
  expect(smsKeyword(text)).toBe('start'),
);
test.each(['', 'Please stop calling', 'STOP IT', 'nonstop', 'the end', 'yes', 'help', '…'])(
  '%j is no keyword',
  (text) => expect(smsKeyword(text)).toBeUndefined(),
);
