import { describe, expect, test } from 'vitest';
import type { Figures } from './figures.ts';
import { lasting, qualityOf } from './quality.ts';

const good: Figures = {
  up: { fractionLost: 0, roundTripMs: 40, availableBitrate: 2_000_000, sendsVideo: true },
  down: { received: 1_000, lost: 0, samples: 96_000, concealed: 0 },
};
const later = (down: Partial<Figures['down']>, up: Partial<Figures['up']> = {}): Figures => ({
  up: { ...good.up, ...up },
  down: { received: 2_000, lost: 0, samples: 192_000, concealed: 0, ...down },
});

test('a good path', () => {
  expect(qualityOf(good, later({}))).toEqual({ topic: 'quality', up: 3, down: 3, roundTripMs: 40 });
});

describe('up', () => {
  test.each([
    [{ fractionLost: 0.05 }, 2],
    [{ fractionLost: 0.2 }, 1],
    [{ fractionLost: 0.5 }, 0],
    [{ roundTripMs: 500 }, 2],
    [{ roundTripMs: 3_000 }, 0],
    [{ availableBitrate: 300_000 }, 2],
    [{ availableBitrate: 60_000 }, 0],
    [{ availableBitrate: 60_000, sendsVideo: false }, 3],
    [{ availableBitrate: undefined }, 3],
  ])('%o is %i', (up, expected) => {
    expect(qualityOf(good, later({}, up)).up).toBe(expected);
  });
});

describe('down', () => {
  test.each([
    [{ lost: 20 }, 3],
    [{ lost: 80 }, 2],
    [{ lost: 250 }, 1],
    [{ lost: 900 }, 0],
    [{ concealed: 9_600 }, 2],
    [{ concealed: 19_200 }, 1],
  ])('%o is %i', (down, expected) => {
    expect(qualityOf(good, later(down)).down).toBe(expected);
  });

  test('only what happened since counts, also across a new connection', () => {
    const bad = later({ received: 1_100, lost: 900 });
    expect(qualityOf(bad, { ...bad, down: { ...bad.down, received: 2_100 } }).down).toBe(3);
    expect(
      qualityOf(bad, { ...good, down: { received: 50, lost: 0, samples: 4_800, concealed: 0 } }).down,
    ).toBe(3);
  });

  test('nothing arriving is no loss: the call may be on hold', () => {
    expect(qualityOf(good, good).down).toBe(3);
  });
});

describe('what lasts', () => {
  const measured = (up: number, down = 3) => ({ topic: 'quality' as const, up, down });

  test('a beginning or a moment is not enough', () => {
    expect(lasting([])).toBeUndefined();
    expect(lasting([measured(0), measured(0)])).toBeUndefined();
    expect(lasting([measured(0), measured(3), measured(0)])).toMatchObject({ up: 3 });
  });

  test('bad three times in a row is bad, each way for itself', () => {
    expect(lasting([measured(1, 2), measured(0, 3), measured(1, 1)])).toMatchObject({ up: 1, down: 3 });
  });
});
