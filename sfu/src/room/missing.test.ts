import { beforeEach, describe, expect, test } from 'vitest';
import { MissingPackets } from './missing.ts';

let missing: MissingPackets;
beforeEach(() => {
  missing = new MissingPackets({ giveUpAfterMs: 1_000, maxTries: 10 });
});

const arrive = (now: number, ...sequences: number[]) => {
  for (const sequence of sequences) missing.arrived(sequence, now);
};

/** The times at which something was asked for until `until`, in steps of 10 ms. */
function askedAt(from: number, until: number): number[] {
  const times: number[] = [];
  for (let now = from; now <= until; now += 10) if (missing.due(now).length > 0) times.push(now);
  return times;
}

describe('asking', () => {
  test('is for what was skipped, also around the end of the circle', () => {
    arrive(0, 65_533, 1);
    expect(missing.due(10)).toEqual([65_534, 65_535, 0]);
  });

  test('waits a moment for reordering', () => {
    arrive(0, 1, 3);
    expect(missing.due(2)).toEqual([]);
    arrive(3, 2);
    expect(missing.due(10)).toEqual([]);
  });

  test('is repeated after a round trip, and ends when it is too late', () => {
    arrive(0, 1, 3);
    const times = askedAt(0, 2_000);
    expect(times.length).toBeGreaterThan(3);
    expect(times.length).toBeLessThanOrEqual(10);
    expect(times.at(-1)).toBeLessThanOrEqual(1_000);
    expect(Math.min(...times.slice(1).map((time, index) => time - times[index]!))).toBeGreaterThanOrEqual(90);
  });

  test('ends after so many tries', () => {
    missing = new MissingPackets({ giveUpAfterMs: 100_000, maxTries: 4 });
    arrive(0, 1, 3);
    expect(askedAt(0, 5_000)).toHaveLength(4);
  });

  test('is not for a jump of the source', () => {
    arrive(0, 1, 3, 2_000);
    expect(missing.due(50)).toEqual([]);
    arrive(60, 2_002);
    expect(missing.due(70)).toEqual([2_001]);
  });

  test('remembers no more than is worth asking for', () => {
    arrive(0, 0, 400);
    expect(missing.due(10).length).toBeLessThanOrEqual(256);
  });
});

describe('the round trip', () => {
  /** Loses every second packet and answers each request after `delay`. */
  function settle(delay: number): { asked: number; lost: number } {
    const answers: { at: number; sequence: number }[] = [];
    let [asked, lost] = [0, 0];
    let sequence = 0;
    for (let now = 0; now < 20_000; now += 10) {
      if (now % 100 === 0) {
        sequence = (sequence + 2) & 0xffff;
        lost += 1;
        missing.arrived(sequence, now);
      }
      for (const wanted of missing.due(now)) {
        asked += 1;
        answers.push({ at: now + delay, sequence: wanted });
      }
      for (const { sequence: late } of answers.filter(({ at }) => at === now)) missing.arrived(late, now);
    }
    return { asked, lost };
  }

  test.each([20, 100, 250, 400])('of %d ms is learnt, and hardly anything asked for twice', (delay) => {
    const { asked, lost } = settle(delay);
    expect(missing.roundTripMs).toBeGreaterThan(delay * 0.8);
    expect(missing.roundTripMs).toBeLessThan(delay * 1.25 + 5);
    expect(asked).toBeLessThan(lost * 1.3);
  });
});
