import {
  applicationId,
  engagementId,
  participantId,
  scenarioId,
  stillId,
  strokeId,
  teamId,
  type DrawnStroke,
  type EngagementEvent,
  type InkTarget,
  type InkTerms,
  type LoggedEvent,
  type ParticipantId,
} from '@parley/protocol';
import type { CompositionMaterial, TakeMaterial } from '../src/recording/composition/material.ts';

/** Material for compositions, in seconds from when the recording began. */

const began = Date.UTC(2026, 2, 14, 9, 30);
const engagement = engagementId.parse('01900000-0000-7000-8000-0000000000e1');

const person = (digit: number): ParticipantId =>
  participantId.parse(`01900000-0000-7000-8000-00000000000${String(digit)}`);
export const customer = person(1);
export const ada = person(2);
export const grace = person(3);

export const people: CompositionMaterial['people'] = [
  { id: customer, role: 'customer', name: 'Bo' },
  { id: ada, role: 'associate', name: 'Ada' },
  { id: grace, role: 'associate', name: 'Grace' },
];

export const at = (seconds: number): number => began + seconds * 1_000;

export const happened = (seconds: number, event: EngagementEvent, seq = 1): LoggedEvent => ({
  engagementId: engagement,
  seq,
  at: new Date(at(seconds)).toISOString(),
  event,
});

interface Stretch {
  readonly from: number;
  readonly until: number;
}

let made = 0;

/** A picture take that keeps its size unless told otherwise. */
export const picture = (
  who: ParticipantId,
  { from, until }: Stretch,
  more: Partial<TakeMaterial> = {},
): TakeMaterial => ({
  id: `take-${String((made += 1))}`,
  participantId: who,
  source: 'camera',
  codec: 'vp8',
  startedAtMs: at(from),
  durationMs: (until - from) * 1_000,
  pictures: [{ atMs: 0, width: 640, height: 360 }],
  path: '/takes/picture.webm',
  ...more,
});

export const sound = (
  who: ParticipantId,
  stretch: Stretch,
  more: Partial<TakeMaterial> = {},
): TakeMaterial => ({
  ...picture(who, stretch),
  source: 'microphone',
  codec: 'opus',
  pictures: [],
  path: '/takes/sound.webm',
  ...more,
});

export const materialOf = (
  takes: readonly TakeMaterial[],
  events: readonly LoggedEvent[] = [],
): CompositionMaterial => ({
  takes,
  people,
  events,
  endedAtMs: Math.max(began, ...takes.map(({ startedAtMs, durationMs }) => startedAtMs + durationMs)),
});

const id = (digit: number): string => `01900000-0000-7000-8000-0000000001${String(digit).padStart(2, '0')}`;
export const still = stillId.parse(id(1));
export const onCamera: InkTarget = { kind: 'live', participantId: customer, source: 'camera' };
export const onScreen: InkTarget = { kind: 'live', participantId: customer, source: 'screen' };
export const onStill: InkTarget = { kind: 'still', stillId: still };

/** A log with its beginning, at which the customer and Ada are there; seconds and what happened, in order. */
export function logOf(
  happenings: readonly (readonly [seconds: number, event: EngagementEvent])[],
  ink?: InkTerms,
): LoggedEvent[] {
  const requested: EngagementEvent = {
    type: 'requested',
    engagementId: engagement,
    channel: 'video',
    application: { id: applicationId.parse(id(2)), name: 'Demo' },
    scenario: {
      id: scenarioId.parse(id(3)),
      name: 'Everything',
      allows: [],
      ringSeconds: 20,
      graceSeconds: 30,
      wrapUpSeconds: 0,
      ...(ink && { ink }),
    },
    teamId: teamId.parse(id(4)),
    customer: { participantId: customer, name: 'Bo', camera: true },
    context: [],
  };
  const joined: EngagementEvent = {
    type: 'joined',
    participantId: ada,
    role: 'associate',
    name: 'Ada',
    camera: true,
  };
  const beginning = [[0, requested] as const, [0, joined] as const];
  return [...beginning, ...happenings].map(([seconds, event], index) => happened(seconds, event, index + 1));
}

/** Ada draws a thick line across the middle of the picture. */
export function drew(
  digit: number,
  target: InkTarget,
  more: Partial<Pick<DrawnStroke, 'points' | 'color' | 'tool'>> = {},
): EngagementEvent {
  return {
    type: 'stroke-drawn',
    participantId: ada,
    stroke: {
      id: strokeId.parse(id(10 + digit)),
      target,
      tool: 'line',
      color: 'red',
      width: 'thick',
      points: [0, 32_768, 128, 65_535, 32_768, 128],
      ...more,
    },
  };
}

export const erased = (digit: number): EngagementEvent => ({
  type: 'strokes-erased',
  participantId: ada,
  strokeIds: [strokeId.parse(id(10 + digit))],
});

export const froze = (): EngagementEvent => ({
  type: 'frozen',
  participantId: ada,
  stillId: still,
  of: { participantId: customer, source: 'camera' },
});
