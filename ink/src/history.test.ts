import type { Stroke, StrokeId } from '@parley/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  historyOf,
  redone,
  undone,
  withDeed,
  type InkChange,
  type InkDeed,
  type InkHistory,
} from './history.ts';

const stroke = (id: string, x = 1): Stroke => ({
  id: id as StrokeId,
  target: { kind: 'still', stillId: 's' as never },
  tool: 'pen',
  color: 'red',
  width: 'thin',
  points: [x, 1, 128],
});

/** What an author's ink becomes of what they do, as the server would have it. */
class Ink {
  readonly strokes = new Map<StrokeId, Stroke>();
  history: InkHistory = historyOf([]);

  readonly isThere = (id: StrokeId): boolean => this.strokes.has(id);

  does(deed: InkDeed): void {
    if (deed.kind === 'drew') this.strokes.set(deed.stroke.id, deed.stroke);
    else if (deed.kind === 'changed') this.strokes.set(deed.after.id, deed.after);
    else for (const { id } of deed.strokes) this.strokes.delete(id);
    this.history = withDeed(this.history, deed);
  }

  goes(step: typeof undone): boolean {
    const done = step(this.history, this.isThere);
    if (!done) return false;
    this.history = done.history;
    this.#obey(done.change);
    return true;
  }

  get seen(): string[] {
    return [...this.strokes.values()].map(({ id, points }) => `${id} ${points.join()}`).toSorted();
  }

  #obey(change: InkChange): void {
    if (change.kind === 'erase') for (const id of change.strokeIds) this.strokes.delete(id);
    else if (change.kind === 'draw') for (const one of change.strokes) this.strokes.set(one.id, one);
    else this.strokes.set(change.stroke.id, change.stroke);
  }
}

/** Things a person can do, the n-th chosen by a number. */
function act(ink: Ink, choice: number, name: string): void {
  const some = [...ink.strokes.values()][choice % Math.max(ink.strokes.size, 1)];
  if (!some || choice % 3 === 0) ink.does({ kind: 'drew', stroke: stroke(name) });
  else if (choice % 3 === 1) ink.does({ kind: 'erased', strokes: [some] });
  else ink.does({ kind: 'changed', before: some, after: { ...some, points: [choice, 2, 128] } });
}

describe('an author’s history', () => {
  test('all undone, nothing is left; all redone, everything is as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 60 }), (choices) => {
        const ink = new Ink();
        const looks = [ink.seen];
        for (const [n, choice] of choices.entries()) {
          act(ink, choice, `s${String(n)}`);
          looks.push(ink.seen);
        }
        for (const look of looks.toReversed()) {
          expect(ink.seen).toEqual(look);
          ink.goes(undone);
        }
        expect(ink.seen).toEqual([]);
        while (ink.goes(redone));
        expect(ink.seen).toEqual(looks.at(-1));
      }),
    );
  });

  test('begins with what is there after a reload', () => {
    const step = undone(historyOf([stroke('a'), stroke('b')]), () => true);
    expect(step?.change).toEqual({ kind: 'erase', strokeIds: ['b'] });
  });

  test('passes over what others have cleared', () => {
    const history = historyOf([stroke('a'), stroke('b')]);
    expect(undone(history, (id) => id === 'a')?.change).toEqual({ kind: 'erase', strokeIds: ['a'] });
    expect(undone(history, () => false)).toBeUndefined();
  });

  test('forgets what was undone once something else is done', () => {
    const step = undone(historyOf([stroke('a')]), () => true);
    if (!step) throw new Error('nothing to undo');
    const after = withDeed(step.history, { kind: 'drew', stroke: stroke('b') });
    expect(redone(after, () => false)).toBeUndefined();
  });

  test('has an end', () => {
    let history = historyOf([]);
    for (let n = 0; n < 2_000; n += 1)
      history = withDeed(history, { kind: 'drew', stroke: stroke(String(n)) });
    expect(history.done).toHaveLength(500);
  });
});
