import type { LiveEngagement } from '@parley/call';
import { evolve } from '@parley/engagement';
import {
  applicationId,
  engagementId,
  participantId,
  scenarioId,
  stillId,
  strokeId,
  teamId,
  type EngagementEvent,
  type EngagementState,
  type InkTarget,
} from '@parley/protocol';
import { expect, test } from 'vitest';
import { ownSourceOfNews, subjectOf } from './subject.ts';

const uuid = (n: number): string => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const selfId = participantId.parse(uuid(1));
const associateId = participantId.parse(uuid(2));
const engagement = engagementId.parse(uuid(3));
const at = '2026-01-01T10:00:00.000Z';

function after(...events: EngagementEvent[]): LiveEngagement {
  const requested: EngagementEvent = {
    type: 'requested',
    engagementId: engagement,
    channel: 'video',
    application: { id: applicationId.parse(uuid(4)), name: 'Demo' },
    scenario: {
      id: scenarioId.parse(uuid(5)),
      name: 'All',
      allows: [],
      ringSeconds: 20,
      graceSeconds: 30,
      wrapUpSeconds: 0,
    },
    teamId: teamId.parse(uuid(6)),
    customer: { participantId: selfId, camera: true },
    context: [],
  };
  const state = [requested, ...events].reduce<EngagementState | undefined>(
    (before, event, n) => evolve(before, { engagementId: engagement, seq: n + 1, at, event }),
    undefined,
  );
  if (!state) throw new Error('nothing happened');
  return { state, selfId };
}

const ownCamera = { kind: 'live', participantId: selfId, source: 'camera' } as const;
const drawn = (target: InkTarget): EngagementEvent => ({
  type: 'stroke-drawn',
  participantId: associateId,
  stroke: {
    id: strokeId.parse(uuid(9)),
    target,
    tool: 'pen',
    color: 'red',
    width: 'thin',
    points: [1, 1, 1],
  },
});
const frozen = {
  type: 'frozen',
  participantId: associateId,
  stillId: stillId.parse(uuid(7)),
  of: { participantId: selfId, source: 'camera' },
} as const;

test('people look at each other until something is pointed out', () => {
  expect(subjectOf(after(), undefined)).toBeUndefined();
  const elsewhere = { kind: 'live', participantId: associateId, source: 'camera' } as const;
  expect(subjectOf(after(drawn(elsewhere)), undefined)).toBeUndefined();
});

test('ink on the own picture brings it to the stage, for as long as there is any', () => {
  expect(subjectOf(after(drawn(ownCamera)), undefined)).toEqual({ kind: 'own', source: 'camera' });
  expect(subjectOf(after(), 'camera')).toEqual({ kind: 'own', source: 'camera' });
  const stopped = { type: 'camera-stopped', participantId: selfId } as const;
  expect(subjectOf(after(drawn(ownCamera), stopped), undefined)).toBeUndefined();
});

test('a still comes before everything, and a pause before that', () => {
  expect(subjectOf(after(drawn(ownCamera), frozen), undefined)).toMatchObject({ kind: 'still' });
  const paused = { type: 'paused', participantId: associateId } as const;
  expect(subjectOf(after(frozen, paused), 'camera')).toBeUndefined();
});

test('what others do right now tells which picture it is about', () => {
  const pointer = { topic: 'pointer', color: 'red' } as const;
  expect(ownSourceOfNews({ ...pointer, target: ownCamera }, selfId)).toBe('camera');
  expect(ownSourceOfNews({ ...pointer, target: ownCamera }, associateId)).toBeUndefined();
  expect(ownSourceOfNews({ topic: 'gone' }, selfId)).toBeUndefined();
});
