import type { EngagementState, LoggedEvent } from '@parley/protocol';
import { timelineOf } from '../record/timeline.ts';

/** A line of the timeline that lies within the recording. */
export interface Moment {
  readonly seq: number;
  /** From the recording's beginning, seconds. */
  readonly at: number;
  readonly text: string;
  readonly kind: MomentKind;
}

export type MomentKind =
  | 'turn'
  | 'hold'
  | 'picture'
  | 'people'
  | 'message'
  | 'recording'
  | 'ink'
  | 'still'
  | 'other';

/** Between two moments, seconds from the recording's beginning. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What the recording covers: when it began, and how long it is. */
export interface Extent {
  readonly startedAt: string;
  readonly durationMs: number;
}

const kinds: Partial<Record<LoggedEvent['event']['type'], MomentKind>> = {
  answered: 'turn',
  ended: 'turn',
  paused: 'hold',
  resumed: 'hold',
  'camera-started': 'picture',
  'camera-stopped': 'picture',
  'screen-started': 'picture',
  'screen-stopped': 'picture',
  'stroke-drawn': 'ink',
  frozen: 'still',
  'still-shown': 'still',
  joined: 'people',
  left: 'people',
  'transfer-began': 'people',
  'transfer-accepted': 'people',
  'transfer-joined': 'people',
  'transfer-ended': 'people',
  'message-sent': 'message',
  'sms-sent': 'message',
  'connection-lost': 'people',
  'connection-regained': 'people',
  'recording-started': 'recording',
  'recording-stopped': 'recording',
};

/** An end is part of what it ends, although it is told a moment after the last sound. */
const justAfter = 3;

/** Seconds from the recording's beginning; undefined for what lies outside it. */
export function placeOf(at: string, { startedAt, durationMs }: Extent): number | undefined {
  const seconds = (Date.parse(at) - Date.parse(startedAt)) / 1_000;
  const length = durationMs / 1_000;
  if (seconds > length + justAfter) return undefined;
  // What was said just before the first picture belongs to it, e.g. that the call began.
  return seconds < -justAfter ? undefined : Math.min(length, Math.max(0, seconds));
}

export function momentsOf(
  engagement: EngagementState,
  events: readonly LoggedEvent[],
  extent: Extent,
): readonly Moment[] {
  const types = new Map(events.map(({ seq, event }) => [seq, event.type]));
  return timelineOf(engagement, events).flatMap(({ seq, at, text }) => {
    const place = placeOf(at, extent);
    const type = types.get(seq);
    return place === undefined || !type ? [] : [{ seq, at: place, text, kind: kinds[type] ?? 'other' }];
  });
}

/** When the engagement was on hold, as far as the recording covers it. */
export function holdsOf(events: readonly LoggedEvent[], extent: Extent): readonly Stretch[] {
  const length = extent.durationMs / 1_000;
  const clamp = (at: string) =>
    Math.min(length, Math.max(0, (Date.parse(at) - Date.parse(extent.startedAt)) / 1_000));
  const holds: Stretch[] = [];
  let since: string | undefined;
  for (const { at, event } of events) {
    if (event.type === 'paused') since ??= at;
    if ((event.type !== 'resumed' && event.type !== 'ended') || since === undefined) continue;
    holds.push({ from: clamp(since), to: clamp(at) });
    since = undefined;
  }
  return holds.filter(({ from, to }) => to > from);
}

/** The last moment that has come by then. */
export const currentMoment = (moments: readonly Moment[], seconds: number): Moment | undefined =>
  moments.findLast(({ at }) => at <= seconds + 0.05);
