import {
  engagementId,
  participantId,
  type EngagementEvent,
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
