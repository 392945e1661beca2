import { expect, test } from 'vitest';
import { PublisherClock, SourceClock } from './source-clock.ts';

const rate = 90_000;
const ticks = (ms: number) => (ms * rate) / 1_000;

test('before the first report a frame was captured when it arrived, and the next ones follow their timestamps', () => {
  const clock = new SourceClock(rate, new PublisherClock());
  expect(clock.localAt(1_000, 5_000)).toBe(5_000);
  expect(clock.localAt(1_000 + ticks(40), 5_090)).toBe(5_040);
});

test('sound and picture of one publisher are put where the publisher’s clock has them', () => {
  const publisher = new PublisherClock();
  const picture = new SourceClock(rate, publisher);
  const sound = new SourceClock(48_000, publisher);
  // The publisher's wallclock is an hour behind ours, and its reports take 30 ms.
  picture.report(1_000_000, 500, 4_600_030);
  sound.report(1_000_250, 77, 4_600_900);
  expect(picture.localAt(500 + ticks(250), 0)).toBeCloseTo(4_600_280, 6);
  expect(sound.localAt(77, 0)).toBeCloseTo(4_600_280, 6);
});

test('a clock that drifts is followed, a report that was late moves nothing by more than a millisecond', () => {
  const publisher = new PublisherClock();
  const clock = new SourceClock(rate, publisher);
  // 100 ppm slow for an hour: RTP time falls behind by 360 ms.
  for (let second = 0; second <= 3_600; second++)
    clock.report(second * 1_000, Math.round(ticks(second * 1_000) * 0.9999), second * 1_000);
  const rtp = Math.round(ticks(3_600_000) * 0.9999);
  expect(Math.abs(clock.localAt(rtp, 0) - 3_600_000)).toBeLessThan(2);
  const before = clock.localAt(rtp, 0);
  clock.report(3_601_000 + 80, rtp + ticks(1_000), 3_601_000);
  expect(clock.localAt(rtp, 0) - before).toBeLessThanOrEqual(1);
});

test('timestamps go on where 32 bits end', () => {
  const clock = new SourceClock(rate, new PublisherClock());
  const first = 2 ** 32 - ticks(20);
  expect(clock.localAt(first, 1_000)).toBe(1_000);
  expect(clock.localAt((first + ticks(40)) % 2 ** 32, 1_040)).toBeCloseTo(1_040, 6);
});

test('a computer that slept begins anew', () => {
  const clock = new SourceClock(rate, new PublisherClock());
  clock.report(0, 0, 1_000);
  clock.report(10_000, ticks(10_000), 3_600_000);
  expect(clock.localAt(ticks(10_000), 0)).toBe(3_600_000);
});
