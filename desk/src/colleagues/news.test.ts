import type { EngagementState, Invitation } from '@parley/protocol';
import { describe, expect, test } from 'vitest';
import { colleague, customer, running, self, selfId } from '../../test/harness/record.ts';
import { newsBetween } from './news.ts';

const [first] = running.invitations;
const asked = (part: Partial<Invitation>): EngagementState => ({
  ...running,
  invitations: [
    {
      ...first!,
      purpose: 'join',
      associateName: 'Grace',
      byParticipantId: selfId,
      status: 'pending',
      ...part,
    },
  ],
});
const news = (before: EngagementState, after: EngagementState) => newsBetween(before, after, selfId);

describe('whom I asked', () => {
  test.each([
    [{ status: 'declined' }, ['Grace declined.']],
    [{ status: 'expired' }, ['Grace did not answer.']],
    [{ status: 'withdrawn', because: 'unavailable' }, ['Grace is no longer available.']],
    [{ status: 'withdrawn' }, []],
    [{ status: 'accepted' }, []],
    [{ status: 'declined', byParticipantId: colleague.id }, []],
  ] as const)('%j is told as %j', (part, sentences) =>
    expect(news(asked({}), asked(part))).toEqual(sentences),
  );

  test('is told once', () => {
    const declined = asked({ status: 'declined' });
    expect(news(declined, declined)).toEqual([]);
  });
});

describe('my transfer', () => {
  const ended = (outcome: NonNullable<EngagementState['lastTransfer']>['outcome'], by = selfId) => ({
    ...running,
    lastTransfer: { byParticipantId: by, name: 'Loans', outcome, at: running.requestedAt },
  });

  test.each([
    ['declined', 'Loans declined. The customer is still with you.'],
    ['expired', 'Loans did not answer. The customer is still with you.'],
    ['unavailable', 'Loans is no longer available. The customer is still with you.'],
    ['nobody', 'Nobody of “Loans” could take over. The customer is still with you.'],
    ['left', 'Loans left again. The customer is with you.'],
  ] as const)('that came back because of “%s” says so', (outcome, sentence) => {
    expect(news(running, ended(outcome))).toEqual([sentence]);
    expect(news(ended(outcome), ended(outcome))).toEqual([]);
    expect(news(running, ended(outcome, colleague.id))).toEqual([]);
  });

  test.each(['withdrawn', 'completed'] as const)('that was %s by myself needs no word', (outcome) =>
    expect(news(running, ended(outcome))).toEqual([]),
  );
});

test('colleagues who come, lose the connection, and go; and the lead that passes on', () => {
  const name = colleague.name ?? '';
  const alone = { ...running, participants: [customer, self] };
  const two = { ...running, participants: [customer, self, colleague] };
  const lost = { ...two, participants: [customer, self, { ...colleague, state: 'away' as const }] };
  const left = { ...two, participants: [customer, self, { ...colleague, state: 'left' as const }] };
  expect(news(alone, two)).toEqual([`${name} joined.`]);
  expect(news(two, lost)).toEqual([`${name} lost the connection.`]);
  expect(news(two, left)).toEqual([`${name} left.`]);
  expect(news({ ...two, leadId: colleague.id }, two)).toEqual(['You lead this call from here.']);
});
