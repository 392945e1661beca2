import { describe, expect, test } from 'vitest';
import { maxInkPoints, maxStrokes, type InkTarget, type InkTool, type Stroke } from '@parley/protocol';
import { fadesAt, may } from './index.ts';
import {
  after,
  answered,
  customer,
  everything,
  ids,
  inside,
  joinedByTwo,
  requested,
  system,
} from '../test/story.ts';

const refusal = (code: string) => expect.objectContaining({ ok: false, code });
const onCamera: InkTarget = { kind: 'live', participantId: ids.customer, source: 'camera' };
const onScreen: InkTarget = { kind: 'live', participantId: ids.customer, source: 'screen' };
const onStill: InkTarget = { kind: 'still', stillId: ids.still(1) };

const stroke = (n: number, changes: Partial<Stroke> = {}): Stroke => ({
  id: ids.stroke(n),
  target: onCamera,
  tool: 'pen',
  color: 'red',
  width: 'medium',
  points: [10, 20, 128, 30, 40, 128],
  ...changes,
});
const draw = (n: number, changes: Partial<Stroke> = {}) =>
  ({ type: 'draw', stroke: stroke(n, changes) }) as const;
const ink = { mayRefuse: true };
const consenting = (changes = {}) => answered({ scenario: { ...everything, ink: { ...ink, ...changes } } });

describe('drawing', () => {
  test('IK1 is there for both sides, with who drew it and when', () => {
    const story = answered();
    expect(story.do(draw(1), inside(1), after(3))).toEqual(['stroke-drawn']);
    story.do(draw(2, { color: 'orange' }), customer, after(4));
    expect(story.state.ink.map(({ id, participantId, at }) => [id, participantId, at])).toEqual([
      [ids.stroke(1), ids.participant(1), after(3)],
      [ids.stroke(2), ids.customer, after(4)],
    ]);
  });

  test('sent twice is one stroke; the id of another’s is refused', () => {
    const story = answered();
    story.do(draw(1), inside(1));
    expect(story.do(draw(1), inside(1))).toEqual([]);
    expect(story.try(draw(1), customer)).toEqual(refusal('not-allowed'));
  });

  test('IK1 is refused where the scenario does not allow it, before the answer, and on what is not shown', () => {
    const story = answered({ scenario: { ...everything, allows: ['associate.annotate'] } });
    expect(story.try(draw(1), customer)).toEqual(refusal('not-in-scenario'));
    expect(may(story.state, ids.customer, 'annotate')).toBe(false);
    expect(may(story.state, ids.participant(1), 'annotate')).toBe(true);
    expect(requested().try(draw(1), customer)).toEqual(refusal('engagement-not-active'));
    expect(story.try(draw(1, { target: onScreen }), inside(1))).toEqual(refusal('no-such-picture'));
    expect(story.try(draw(1, { target: onStill }), inside(1))).toEqual(refusal('still-not-found'));
    story.do({ type: 'stop-camera' }, customer);
    expect(story.try(draw(1), inside(1))).toEqual(refusal('no-such-picture'));
  });

  const two = [1, 1, 0, 2, 2, 0];
  const one = [1, 1, 0];
  test.each<[string, InkTool, number[], string | undefined]>([
    ['an arrow with one point', 'arrow', one, undefined],
    ['a line with three', 'line', [...two, ...one], undefined],
    ['a rectangle without a second corner', 'rectangle', one, undefined],
    ['an ellipse with too many', 'ellipse', [...two, ...two], undefined],
    ['a marker with two places', 'marker', two, undefined],
    ['text without words', 'text', one, undefined],
    ['words on a pen stroke', 'pen', two, 'hello'],
  ])('IK2 %s is refused', (_, tool, points, text) => {
    const story = answered();
    const wrong = draw(1, { tool, points, ...(text && { text }) });
    expect(story.try(wrong, inside(1))).toEqual(refusal('bad-request'));
    expect(story.state.ink).toEqual([]);
  });

  test('IK2 markup is text like any other', () => {
    const story = answered();
    const text = '<img src=x onerror=alert(1)>';
    story.do(draw(1, { tool: 'text', points: [1, 1, 0], text }), inside(1));
    expect(story.state.ink[0]?.text).toBe(text);
  });

  test('markers are numbered on each picture, whoever sets them', () => {
    const story = answered();
    const marker = { tool: 'marker', points: [5, 5, 128] } as const;
    story.do({ type: 'start-screen' }, customer);
    story.do(draw(1, { ...marker, points: [...marker.points] }), inside(1));
    story.do(draw(2, { ...marker, points: [...marker.points] }), customer);
    story.do(draw(3, { ...marker, points: [...marker.points], target: onScreen }), inside(1));
    story.do({ type: 'erase', strokeIds: [ids.stroke(1)] }, inside(1));
    story.do(draw(4, { ...marker, points: [...marker.points] }), inside(1));
    expect(story.state.ink.map(({ number }) => number)).toEqual([2, 1, 3]);
  });

  test('IK2 an engagement holds so many strokes, and so many points', () => {
    const story = answered();
    for (let n = 1; n <= maxStrokes; n += 1) story.do(draw(n, { points: [1, 1, 0] }), inside(1));
    expect(story.try(draw(maxStrokes + 1), inside(1))).toEqual(refusal('ink-full'));
    story.do({ type: 'clear-ink', target: onCamera, whose: 'all' }, inside(1));
    const long = Array.from({ length: 2_000 }, () => [1, 1, 0]).flat();
    for (let n = 1; n <= maxInkPoints / 2_000; n += 1) story.do(draw(n, { points: long }), inside(1));
    expect(story.try(draw(maxStrokes + 1), inside(1))).toEqual(refusal('ink-full'));
  });
});

describe('IK1 changing, erasing and clearing', () => {
  test('an own stroke moves; another’s does not', () => {
    const story = answered();
    story.do(draw(1), customer);
    const moved = { type: 'change-stroke', strokeId: ids.stroke(1), points: [7, 7, 128, 8, 8, 128] } as const;
    const command = { ...moved, points: [...moved.points] };
    expect(story.try(command, inside(1))).toEqual(refusal('not-allowed'));
    expect(story.do(command, customer)).toEqual(['stroke-changed']);
    expect(story.state.ink[0]?.points).toEqual(command.points);
    expect(story.do(command, customer)).toEqual([]);
    expect(story.try({ ...command, text: 'words' }, customer)).toEqual(refusal('bad-request'));
    expect(story.try({ ...command, strokeId: ids.stroke(9) }, customer)).toEqual(refusal('stroke-not-found'));
  });

  test('own strokes can be erased, what is gone already is no error', () => {
    const story = answered();
    story.do(draw(1), customer);
    story.do(draw(2), inside(1));
    expect(story.try({ type: 'erase', strokeIds: [ids.stroke(1), ids.stroke(2)] }, customer)).toEqual(
      refusal('not-allowed'),
    );
    story.do({ type: 'erase', strokeIds: [ids.stroke(1), ids.stroke(7)] }, customer);
    expect(story.do({ type: 'erase', strokeIds: [ids.stroke(1)] }, customer)).toEqual([]);
    expect(story.state.ink.map(({ id }) => id)).toEqual([ids.stroke(2)]);
  });

  test('everyone clears their own, an associate those of all, on one picture', () => {
    const story = answered();
    story.do({ type: 'start-screen' }, customer);
    for (const [n, actor] of [
      [1, customer],
      [2, inside(1)],
      [3, customer],
    ] as const)
      story.do(draw(n), actor);
    story.do(draw(4, { target: onScreen }), customer);
    story.do({ type: 'clear-ink', target: onCamera, whose: 'own' }, inside(1));
    expect(story.state.ink.map(({ id }) => id)).toEqual([1, 3, 4].map(ids.stroke));
    const all = { type: 'clear-ink', target: onCamera, whose: 'all' } as const;
    expect(story.try(all, customer)).toEqual(refusal('not-allowed'));
    story.do(all, inside(1));
    expect(story.do(all, inside(1))).toEqual([]);
    expect(story.state.ink.map(({ id }) => id)).toEqual([ids.stroke(4)]);
  });
});

describe('ink goes', () => {
  test('with the screen it lies on, and with whoever showed the picture', () => {
    const story = joinedByTwo();
    story.do({ type: 'start-screen' }, customer);
    story.do({ type: 'start-screen' }, inside(2));
    story.do(draw(1, { target: onScreen }), inside(1));
    story.do(draw(2), inside(1));
    const theirs = { kind: 'live', participantId: ids.participant(2), source: 'camera' } as const;
    story.do(draw(3, { target: theirs }), inside(1));
    story.do({ type: 'stop-screen' }, customer);
    expect(story.state.ink.map(({ id }) => id)).toEqual([2, 3].map(ids.stroke));
    story.do({ type: 'leave' }, inside(2));
    expect(story.state.ink.map(({ id }) => id)).toEqual([ids.stroke(2)]);
  });

  test('by itself after the scenario’s time, but not from a still', () => {
    const story = consenting({ fadeSeconds: 5 });
    story.do(
      { type: 'freeze', stillId: ids.still(1), of: { participantId: ids.customer, source: 'camera' } },
      inside(1),
    );
    story.do(draw(1), inside(1), after(10));
    story.do(draw(2, { target: onStill }), inside(1), after(10));
    story.do(draw(3), inside(1), after(14));
    const [first, second] = story.state.ink;
    expect(first && fadesAt(first, story.state.scenario)).toBe(Date.parse(after(15)));
    expect(second && fadesAt(second, story.state.scenario)).toBeUndefined();
    story.do(draw(4), inside(1), after(15));
    expect(story.state.ink.map(({ id }) => id)).toEqual([2, 3, 4].map(ids.stroke));
  });
});

describe('IK3 the customer’s consent', () => {
  test('withdrawn, ink on live pictures goes and nobody draws; given again, they may', () => {
    const story = consenting();
    story.do(draw(1), inside(1));
    expect(story.do({ type: 'withdraw-consent', matter: 'ink' }, customer)).toEqual(['consent-withdrawn']);
    expect(story.do({ type: 'withdraw-consent', matter: 'ink' }, customer)).toEqual([]);
    expect(story.state.ink).toEqual([]);
    expect(story.try(draw(2), inside(1))).toEqual(refusal('ink-refused'));
    expect(may(story.state, ids.participant(1), 'annotate')).toBe(false);
    expect(story.try(draw(2), customer)).toEqual(refusal('ink-refused'));
    story.do({ type: 'give-consent', matter: 'ink' }, customer);
    expect(story.do({ type: 'give-consent', matter: 'ink' }, customer)).toEqual([]);
    expect(story.do(draw(2), inside(1))).toEqual(['stroke-drawn']);
  });

  test('is the customer’s alone, and only where the scenario lets them', () => {
    const withdraw = { type: 'withdraw-consent', matter: 'ink' } as const;
    expect(consenting().try(withdraw, inside(1))).toEqual(refusal('not-allowed'));
    expect(consenting({ mayRefuse: false }).try(withdraw, customer)).toEqual(refusal('not-allowed'));
    expect(answered().try(withdraw, customer)).toEqual(refusal('not-allowed'));
    expect(consenting().try(withdraw, system)).toEqual(refusal('not-a-participant'));
  });
});
