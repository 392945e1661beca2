import { widgetMessages } from '@parley/ui/messages/widget';
import { translator } from '@parley/ui/messages';
import type { EngagementState, Participant } from '@parley/protocol';
import { expect, test } from 'vitest';
import { comingsAndGoings, othersBeside } from './colleagues.ts';

const t = translator(widgetMessages, 'en');
const person = (id: string, part: object = {}): Participant =>
  ({ id, role: 'associate', state: 'present', name: id, ...part }) as Participant;
const customer = person('c', { role: 'customer' });
const [ada, grace] = [person('Ada'), person('Grace')];
const gone = { ...ada, state: 'left' } as Participant;
const state = (leadId: string, ...participants: Participant[]) =>
  ({ leadId, participants: [customer, ...participants] }) as unknown as EngagementState;

test.each([
  ['nobody moved', state('Ada', ada), state('Ada', ada), undefined],
  ['one more', state('Ada', ada), state('Ada', ada, grace), 'Grace joined.'],
  ['one less', state('Grace', ada, grace), state('Grace', gone, grace), 'Ada left.'],
  [
    'the lead goes',
    state('Ada', ada, grace),
    state('Grace', gone, grace),
    'Ada left. You are talking with Grace now.',
  ],
  [
    'handed over in one moment',
    state('Ada', ada),
    state('Grace', gone, grace),
    'Grace joined. Ada left. You are talking with Grace now.',
  ],
  [
    'the lead passes after that',
    state('Ada', gone, grace),
    state('Grace', gone, grace),
    'You are talking with Grace now.',
  ],
  ['the first answer', { ...state('', ada), leadId: undefined }, state('Ada', ada), undefined],
  ['away is not gone', state('Ada', ada), state('Ada', { ...ada, state: 'away' }), undefined],
])('%s', (_, before, after, sentence) => expect(comingsAndGoings(before, after, t)).toBe(sentence));

test('tiles are for the associates whom the stage does not show', () => {
  const engagement = { selfId: 'c', state: state('Ada', ada, grace, person('Zoe', { state: 'left' })) };
  expect(othersBeside(engagement as never, 'Ada')).toEqual([grace]);
});
