import { describe, expect, test } from 'vitest';
import { after, ids } from '../test/story.ts';
import { engagementId, teamId } from '@parley/protocol';
import {
  askAgainAt,
  availabilityOf,
  missedTooMany,
  nextInvitations,
  type Candidate,
  type WaitingEngagement,
} from './index.ts';

const engagement = (n: number) =>
  engagementId.parse(`01900000-0000-7000-8000-0000000004${String(n).padStart(2, '0')}`);
const waiting = (n: number, changes: Partial<WaitingEngagement> = {}): WaitingEngagement => ({
  engagementId: engagement(n),
  teamId: ids.team,
  requestedAt: after(n),
  customerPresent: true,
  ringing: false,
  asked: [],
  ...changes,
});
const candidate = (n: number, changes: Partial<Candidate> = {}): Candidate => ({
  associateId: ids.associate(n),
  teamIds: [ids.team],
  idleSince: after(n),
  ...changes,
});

describe('nextInvitations', () => {
  test('asks the longest idle for the longest waiting, whatever the order given', () => {
    expect(
      nextInvitations([waiting(2), waiting(1)], [candidate(5), candidate(3), candidate(4)], after(10)),
    ).toEqual([
      { engagementId: engagement(1), associateId: ids.associate(3) },
      { engagementId: engagement(2), associateId: ids.associate(4) },
    ]);
  });

  test('leaves alone what rings already and whose customer is away', () => {
    const queue = [waiting(1, { ringing: true }), waiting(2, { customerPresent: false })];
    expect(nextInvitations(queue, [candidate(1)], after(10))).toEqual([]);
  });

  test('stays within the team', () => {
    const other = teamId.parse('01900000-0000-7000-8000-0000000000ff');
    expect(nextInvitations([waiting(1)], [candidate(1, { teamIds: [other] })], after(10))).toEqual([]);
  });

  test('goes on to the next after a decline, and asks the same one again only after a while', () => {
    const asked = [{ associateId: ids.associate(1), times: 1, lastAt: after(10) }];
    const queue = [waiting(1, { asked })];
    const both = [candidate(1), candidate(2)];
    expect(nextInvitations(queue, both, after(40))[0]?.associateId).toBe(ids.associate(2));
    expect(nextInvitations(queue, [candidate(1)], after(24))).toEqual([]);
    expect(askAgainAt(queue, after(24))).toBe(after(25));
    expect(nextInvitations(queue, [candidate(1)], after(25))).toHaveLength(1);
    expect(askAgainAt(queue, after(25))).toBeUndefined();
  });

  test('a declined engagement does not hold up the one behind it', () => {
    const asked = [{ associateId: ids.associate(1), times: 1, lastAt: after(10) }];
    const next = nextInvitations([waiting(1, { asked }), waiting(2)], [candidate(1)], after(12));
    expect(next).toEqual([{ engagementId: engagement(2), associateId: ids.associate(1) }]);
  });
});

describe('availabilityOf', () => {
  const facts = { chosen: 'available', connected: true, engaged: false, at: after(0) } as const;
  test.each([
    ['what was chosen', {}, 'available'],
    ['Away when chosen', { chosen: 'away' }, 'away'],
    ['offline without a desk', { connected: false }, 'offline'],
    ['On a call, also while the connection is lost', { engaged: true, connected: false }, 'on-a-call'],
    ['Wrapping up until its time', { wrapUpUntil: after(1) }, 'wrapping-up'],
    ['what was chosen once the wrap-up is over', { wrapUpUntil: after(0) }, 'available'],
  ] as const)('is %s', (_, changes, status) => expect(availabilityOf({ ...facts, ...changes })).toBe(status));
});

test('two missed in a row are too many, with anything between they are not', () => {
  expect(missedTooMany(['expired'])).toBe(false);
  expect(missedTooMany(['expired', 'other', 'expired'])).toBe(false);
  expect(missedTooMany(['other', 'expired', 'expired'])).toBe(true);
});
