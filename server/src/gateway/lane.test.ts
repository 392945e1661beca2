import { maxStrokePoints, type DownMessage } from '@parley/protocol';
import { expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { LaneBuffer } from './lane.ts';

type LaneMessage = Extract<DownMessage, { type: 'lane.received' }>;
type Stroke = Extract<LaneMessage['body'], { topic: 'stroke' }>;

const ids: Pick<LaneMessage, 'type' | 'engagementId' | 'participantId'> = {
  type: 'lane.received',
  engagementId: newId(),
  participantId: newId(),
};
const target: Stroke['target'] = { kind: 'live', participantId: newId(), source: 'camera' };

/** `count` points from the point number `from` on; x is the number of the point. */
function growing(strokeId: Stroke['strokeId'], from: number, count: number): LaneMessage {
  const points = Array.from({ length: count }, (_, n) => [from + n, 7, 128]).flat();
  return {
    ...ids,
    body: { topic: 'stroke', strokeId, target, tool: 'pen', color: 'red', width: 'thin', from, points },
  };
}

const xs = ({ body }: LaneMessage): number[] =>
  body.topic === 'stroke' ? body.points.filter((_, n) => n % 3 === 0) : [];

test('LA2 points of one stroke that wait for a slow reader are joined, not dropped', () => {
  const lane = new LaneBuffer();
  const id = newId<Stroke['strokeId']>();
  for (const from of [3, 5, 7]) lane.put(growing(id, from, 2));
  const waiting = lane.drain();
  expect(waiting.map(xs)).toEqual([[3, 4, 5, 6, 7, 8]]);
  expect(waiting[0]?.body).toMatchObject({ from: 3 });
  expect(lane.dropped).toBe(0);
  expect(lane.isEmpty).toBe(true);
});

test('LA2 strokes that grow at one time do not take each other’s place', () => {
  const lane = new LaneBuffer();
  lane.put(growing(newId(), 0, 1));
  lane.put(growing(newId(), 0, 2));
  expect(lane.drain().map((message) => xs(message).length)).toEqual([1, 2]);
});

test.each([
  ['a gap', 4, 1],
  ['more points than a stroke has', 2, maxStrokePoints - 1],
])('LA2 with %s only the newest points stay', (_, from, count) => {
  const lane = new LaneBuffer();
  const id = newId<Stroke['strokeId']>();
  lane.put(growing(id, 0, 2));
  lane.put(growing(id, from, count));
  expect(lane.drain().map((message) => xs(message)[0])).toEqual([from]);
  expect(lane.dropped).toBe(1);
});

test('LA2 a stroke that is abandoned takes the place of its points', () => {
  const lane = new LaneBuffer();
  const id = newId<Stroke['strokeId']>();
  lane.put(growing(id, 0, 2));
  lane.put({ ...ids, body: { topic: 'stroke-gone', strokeId: id } });
  expect(lane.drain().map(({ body }) => body.topic)).toEqual(['stroke-gone']);
});
