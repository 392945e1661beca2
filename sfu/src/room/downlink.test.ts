import { beforeEach, describe, expect, test } from 'vitest';
import { Downlink } from './downlink.ts';

let downlink: Downlink;
let now: number;
beforeEach(() => {
  downlink = new Downlink();
  now = 10_000;
});

const pass = (ms: number): void => {
  for (const end = now + ms; now < end; now += 10) downlink.tick(now);
};

/** Estimates that grow by 8 % a second, told five times in it. */
const growing = (from: number, seconds: number): number => {
  let estimate = from;
  for (let n = 0; n < seconds * 5; n += 1) {
    downlink.estimated(estimate, now);
    pass(200);
    estimate *= 1.016;
  }
  return estimate;
};

describe('a path is not narrow', () => {
  test('because little was sent, and the estimate is as little', () => {
    downlink.sent(400_000);
    growing(400_000, 3);
    expect(downlink.isNarrow).toBe(false);
  });

  test('because suddenly more is sent than was ever estimated, while the estimate grows', () => {
    downlink.sent(400_000);
    const estimate = growing(500_000, 5);
    downlink.sent(4_000_000);
    growing(estimate, 10);
    expect(downlink.isNarrow).toBe(false);
  });

  test('because packets came unevenly once', () => {
    downlink.sent(1_000_000);
    growing(1_000_000, 1);
    downlink.estimated(900_000, now);
    pass(100);
    growing(910_000, 3);
    expect(downlink.isNarrow).toBe(false);
  });

  test('because the estimate stands still above what is sent', () => {
    downlink.sent(400_000);
    downlink.estimated(600_000, now);
    pass(30_000);
    expect(downlink.isNarrow).toBe(false);
    expect(downlink.isCongested).toBe(false);
  });
});

describe('a path is narrow', () => {
  test('where the estimate falls below what is sent, and stays there', () => {
    downlink.sent(1_700_000);
    growing(2_000_000, 1);
    downlink.estimated(1_000_000, now);
    pass(140);
    expect(downlink.isNarrow).toBe(false);
    pass(20);
    expect(downlink.isNarrow).toBe(true);
    expect(downlink.isCongested).toBe(true);
  });

  test('where it no longer grows below what is sent', () => {
    downlink.sent(1_700_000);
    downlink.estimated(1_000_000, now);
    pass(900);
    expect(downlink.isNarrow).toBe(false);
    pass(200);
    expect(downlink.isNarrow).toBe(true);
  });

  test('where a tenth of the packets is lost', () => {
    downlink.lost(0.09);
    expect(downlink.isNarrow).toBe(false);
    downlink.lost(0.1);
    expect(downlink.isNarrow).toBe(true);
  });
});

test('it is no longer narrow after ten seconds in which there was room', () => {
  downlink.lost(0.5);
  downlink.sent(1_000_000);
  downlink.estimated(1_500_000, now);
  pass(9_000);
  expect(downlink.isNarrow).toBe(true);
  downlink.sent(1_400_000);
  pass(100);
  downlink.sent(1_000_000);
  pass(9_900);
  expect(downlink.isNarrow).toBe(true);
  pass(200);
  expect(downlink.isNarrow).toBe(false);
});

test('where more is tried, only a new sign counts', () => {
  downlink.sent(1_000_000);
  downlink.estimated(500_000, now);
  pass(1_100);
  expect(downlink.isNarrow).toBe(true);
  downlink.widen();
  pass(500);
  expect(downlink.isNarrow).toBe(false);
  pass(600);
  expect(downlink.isNarrow).toBe(true);
});
