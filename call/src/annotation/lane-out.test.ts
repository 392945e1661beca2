import type { GrowingStroke, LaneBody, ParticipantId, StrokeId } from '@parley/protocol';
import { maxLaneMessagesPerSecond, maxStrokePoints } from '@parley/protocol/constants';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LaneOut } from './lane-out.ts';

const target = { kind: 'live', participantId: 'ada' as ParticipantId, source: 'camera' } as const;
const one = '01936000-0000-7000-8000-00000000000a' as StrokeId;

const part = (from: number, ...xs: number[]): GrowingStroke => ({
  topic: 'stroke',
  strokeId: one,
  target,
  tool: 'pen',
  color: 'red',
  width: 'thin',
  from,
  points: xs.flatMap((x) => [x, 0, 0]),
});
const pointer = (x: number): LaneBody & { topic: 'pointer' } => ({
  topic: 'pointer',
  target,
  color: 'red',
  place: { x, y: 0 },
});

let sent: LaneBody[];
let lane: LaneOut;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  lane = new LaneOut((body) => sent.push(body));
});
afterEach(() => void vi.useRealTimers());

test('the first is said at once, and none of a kind more than 120 times a second', () => {
  for (let ms = 0; ms < 1_000; ms += 1) {
    lane.put(pointer(ms));
    if (ms === 0) expect(sent).toEqual([pointer(0)]);
    vi.advanceTimersByTime(1);
  }
  expect(sent.length).toBeGreaterThan(100);
  expect(sent.length).toBeLessThanOrEqual(maxLaneMessagesPerSecond + 1);
  vi.advanceTimersByTime(20);
  expect(sent.at(-1)).toEqual(pointer(999));
});

test('points that come together are one message, and none is left out', () => {
  lane.put(part(0, 1));
  lane.put(part(1, 2));
  lane.put(part(2, 3, 4));
  vi.advanceTimersByTime(20);
  expect(sent).toEqual([part(0, 1), part(1, 2, 3, 4)]);
});

test('more points than a stroke may have are never one message', () => {
  lane.put(pointer(0));
  const many = Array.from({ length: maxStrokePoints - 1 }, (_, x) => x);
  lane.put(part(0, ...many));
  lane.put(part(maxStrokePoints - 1, 1, 2));
  vi.advanceTimersByTime(20);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(part(maxStrokePoints - 1, 1, 2));
});

test('a stroke that is said otherwise, or an engagement that is over, is not spoken of any more', () => {
  lane.put(pointer(0));
  lane.put(part(0, 1));
  lane.put(pointer(1));
  lane.drop(one);
  vi.advanceTimersByTime(20);
  expect(sent).toEqual([pointer(0), pointer(1)]);
  lane.put(pointer(2));
  lane.put(pointer(3));
  lane.clear();
  vi.advanceTimersByTime(100);
  expect(sent).not.toContainEqual(pointer(3));
});
