import { expect, test } from 'vitest';
import type { AssociateId, InvitationId, ParticipantId, Still, StillId } from '@parley/protocol';
import { newId } from '../platform/ids.ts';
import { dueCommands } from './timers.ts';

const invitationId = newId<InvitationId>();
const participantId = newId<ParticipantId>();
const associateId = newId<AssociateId>();
const until = '2026-01-05T09:00:30.000Z';

type Facts = Parameters<typeof dueCommands>[0];
const requestedAt = '2026-01-05T09:00:00.000Z';
const nothing: Facts = {
  phase: 'active',
  requestedAt,
  invitations: [],
  participants: [],
  wrapUps: [],
  stills: [],
  questions: [],
  lobby: [],
};
const due = (facts: Partial<Facts>) => dueCommands({ ...nothing, ...facts }, 600);

const invitation = (status: 'pending' | 'declined') => ({
  id: invitationId,
  purpose: 'answer' as const,
  associateId,
  associateName: 'Ada',
  participantId,
  sentAt: '2026-01-05T09:00:10.000Z',
  expiresAt: until,
  status,
});
const away = {
  id: participantId,
  role: 'customer' as const,
  state: 'away' as const,
  joinedAt: '2026-01-05T09:00:00.000Z',
  awayUntil: until,
  muted: false,
  camera: true,
  screen: false,
};

test('everything that time does to an engagement can be read off its state', () => {
  expect(due({})).toEqual([]);
  expect(due({ invitations: [invitation('pending')] })).toEqual([
    { at: until, command: { type: 'expire', invitationId } },
  ]);
  expect(due({ invitations: [invitation('declined')] })).toEqual([]);
  expect(due({ participants: [away] })).toEqual([{ at: until, command: { type: 'give-up', participantId } }]);
  expect(due({ participants: [{ ...away, state: 'present' }] })).toEqual([]);
  expect(due({ phase: 'ended', participants: [away] })).toEqual([]);
  expect(due({ phase: 'ended', wrapUps: [{ associateId, until }] })).toEqual([
    { at: until, command: { type: 'finish-wrap-up', associateId } },
  ]);
});

test('a customer waits so long and no longer, but nobody gives up while it rings', () => {
  const giveUp = { at: '2026-01-05T09:10:00.000Z', command: { type: 'give-up-waiting' } };
  expect(due({ phase: 'waiting' })).toEqual([giveUp]);
  expect(due({ phase: 'waiting', invitations: [invitation('declined')] })).toEqual([giveUp]);
  expect(due({ phase: 'waiting', invitations: [invitation('pending')] })).toEqual([
    { at: until, command: { type: 'expire', invitationId } },
  ]);
});

test('a sharp picture is waited for so long, and no longer once its owner has left', () => {
  const still: Still = {
    id: newId<StillId>(),
    of: { participantId, source: 'camera' },
    byParticipantId: newId<ParticipantId>(),
    at: requestedAt,
  };
  const { awayUntil: _, ...customer } = away;
  const stillId = still.id;
  const giveUp = (at: string) => [{ at, command: { type: 'give-up-still', stillId, problem: 'lost' } }];
  const present = { ...customer, state: 'present' as const };
  expect(due({ stills: [still], participants: [present] })).toEqual(giveUp('2026-01-05T09:00:30.000Z'));
  const left = { ...customer, state: 'left' as const };
  expect(due({ stills: [still], participants: [left] })).toEqual(giveUp(requestedAt));
  const picture = { sha256: 'ab'.repeat(32), width: 640, height: 360, bytes: 9_000 };
  expect(due({ stills: [{ ...still, picture }], participants: [left] })).toEqual([]);
  expect(due({ stills: [{ ...still, problem: 'no-picture' }], participants: [left] })).toEqual([]);
});
