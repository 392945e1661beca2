import { describe, expect, test } from 'vitest';
import { topic, type Bus } from '../src/platform/bus.ts';

export interface BusUnderTest {
  /** One bus as two nodes see it; the same object twice where there is only one process. */
  readonly here: Bus;
  readonly there: Bus;
  /** Resolves when everything published so far has been handled everywhere. */
  settled(): Promise<void>;
  /** Names of topics whose handlers failed. */
  readonly failures: readonly string[];
}

const counted = topic<{ n: number }>('test.counted');
const other = topic<{ n: number }>('test.other');

/** What every adapter of the bus has to keep. */
export function busContract(name: string, open: () => BusUnderTest | Promise<BusUnderTest>): void {
  describe(`bus contract: ${name}`, () => {
    test('every subscriber of a topic gets what is published, in order', async () => {
      const bus = await open();
      const seen: string[] = [];
      bus.here.subscribe(counted, ({ n }) => void seen.push(`here ${String(n)}`));
      bus.there.subscribe(counted, ({ n }) => void seen.push(`there ${String(n)}`));
      for (const n of [1, 2, 3]) bus.here.publish(counted, { n });
      await bus.settled();
      expect(seen.filter((line) => line.startsWith('here'))).toEqual(['here 1', 'here 2', 'here 3']);
      expect(seen.filter((line) => line.startsWith('there'))).toEqual(['there 1', 'there 2', 'there 3']);
    });

    test('nobody gets another topic', async () => {
      const bus = await open();
      const seen: number[] = [];
      bus.here.subscribe(other, ({ n }) => void seen.push(n));
      bus.here.publish(counted, { n: 1 });
      bus.here.publish(other, { n: 2 });
      await bus.settled();
      expect(seen).toEqual([2]);
    });

    test('publishing returns before anyone is told', async () => {
      const bus = await open();
      let told = false;
      bus.here.subscribe(counted, () => {
        told = true;
      });
      bus.here.publish(counted, { n: 1 });
      expect(told).toBe(false);
      await bus.settled();
      expect(told).toBe(true);
    });

    test('what the publisher changes afterwards does not travel', async () => {
      const bus = await open();
      const seen: number[] = [];
      bus.here.subscribe(counted, ({ n }) => void seen.push(n));
      const payload = { n: 1 };
      bus.here.publish(counted, payload);
      payload.n = 2;
      await bus.settled();
      expect(seen).toEqual([1]);
    });

    test('a handler that fails is counted and disturbs nobody', async () => {
      const bus = await open();
      const seen: number[] = [];
      bus.here.subscribe(counted, () => {
        throw new Error('at once');
      });
      bus.here.subscribe(counted, () => Promise.reject(new Error('later')));
      bus.here.subscribe(counted, ({ n }) => void seen.push(n));
      bus.here.publish(counted, { n: 1 });
      bus.here.publish(counted, { n: 2 });
      await bus.settled();
      expect(seen).toEqual([1, 2]);
      expect(bus.failures).toEqual(Array.from({ length: 4 }, () => counted.name));
    });

    test('an unsubscribed handler hears nothing more, others do', async () => {
      const bus = await open();
      const seen: string[] = [];
      const stop = bus.here.subscribe(counted, () => void seen.push('stopped'));
      bus.here.subscribe(counted, () => void seen.push('stays'));
      stop();
      bus.here.publish(counted, { n: 1 });
      await bus.settled();
      expect(seen).toEqual(['stays']);
    });

    test('closing delivers what was published, waits for its handlers, and then is silent', async () => {
      const bus = await open();
      const seen: number[] = [];
      bus.here.subscribe(counted, async ({ n }) => {
        await Promise.resolve();
        seen.push(n);
      });
      bus.here.publish(counted, { n: 1 });
      await bus.here.close();
      expect(seen).toEqual([1]);
      bus.here.publish(counted, { n: 2 });
      await bus.settled();
      expect(seen).toEqual([1]);
    });
  });
}
