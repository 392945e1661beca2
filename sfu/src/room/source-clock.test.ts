import { describe, expect, test } from 'vitest';
import { PublisherClock, SourceClock } from './source-clock.ts';

const rate = 90_000;
const at = (ms: number) => (ms * rate) / 1_000;

describe('the clock of a source', () => {
  test('goes by arrival until a report comes, then by the report', () => {
    const clock = new SourceClock(rate, new PublisherClock());
    expect(clock.localAt(at(0), 1_000)).toBe(1_000);
    expect(clock.localAt(at(100), 1_180)).toBe(1_100);
    clock.report(50_000, at(200), 1_230);
    expect(clock.localAt(at(200), 9_999)).toBeCloseTo(1_230);
  });

  test('keeps two sources of one publisher together, whatever their reports took', () => {
    const publisher = new PublisherClock();
    const [sound, picture] = [new SourceClock(48_000, publisher), new SourceClock(rate, publisher)];
    sound.report(50_000, 0, 1_000);
    picture.report(50_000, 0, 1_080);
    expect(picture.localAt(at(500), 0)).toBeCloseTo(sound.localAt(24_000, 0));
  });

  test('goes on where 32 bits end', () => {
    const clock = new SourceClock(rate, new PublisherClock());
    const first = 2 ** 32 - at(1_000);
    clock.report(50_000, first, 1_000);
    expect(clock.localAt(at(1_000), 0)).toBeCloseTo(3_000);
  });

  test('follows drift over an hour without a step that can be heard', () => {
    const clock = new SourceClock(rate, new PublisherClock());
    let before = 0;
    for (let ms = 0; ms <= 3_600_000; ms += 5_000) {
      const drifted = (at(ms) * (1 + 50e-6)) % 2 ** 32;
      clock.report(50_000 + ms, Math.floor(drifted), 1_000 + ms);
      const local = clock.localAt(Math.floor(drifted), 0);
      expect(Math.abs(local - (1_000 + ms))).toBeLessThan(2);
      expect(local).toBeGreaterThanOrEqual(before);
      before = local;
    }
  });

  test('begins anew after a sleep', () => {
    const clock = new SourceClock(rate, new PublisherClock());
    clock.report(50_000, 0, 1_000);
    clock.report(3_650_000, at(100), 8_000);
    expect(clock.localAt(at(100), 0)).toBeCloseTo(8_000);
  });

  test('an older report that comes late changes next to nothing', () => {
    const clock = new SourceClock(rate, new PublisherClock());
    clock.report(51_000, at(1_000), 1_000);
    clock.report(50_000, at(0), 1_100);
    expect(clock.localAt(at(1_000), 0)).toBeCloseTo(1_000);
  });
});
