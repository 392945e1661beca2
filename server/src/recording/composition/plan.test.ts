import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ada,
  customer,
  happened,
  materialOf,
  people,
  picture,
  sound,
} from '../../../test/composition-material.ts';
import { frameRate, planOf, type Plan } from './plan.ts';
import { englishWords } from './words.ts';

function planned(...material: Parameters<typeof materialOf>): Plan {
  const plan = planOf(materialOf(...material), englishWords);
  if (!plan) throw new Error('there is no plan');
  return plan;
}

/** Seconds, and who is shown where. */
const told = ({ windows }: Plan) =>
  windows.map(({ firstFrame, frames, shown, card }) => ({
    from: firstFrame / frameRate,
    until: (firstFrame + frames) / frameRate,
    sees: card ?? shown.map(({ take }) => people.find(({ id }) => id === take.participantId)?.name).join('+'),
  }));

test('of nothing there is no plan, nor of a picture that never had a key frame', () => {
  expect(planOf(materialOf([]), englishWords)).toBeUndefined();
  const keyless = picture(customer, { from: 0, until: 5 }, { pictures: [] });
  expect(planOf(materialOf([keyless]), englishWords)).toBeUndefined();
});

test('time is cut where somebody appears, goes, or changes the size', () => {
  const growing = picture(
    customer,
    { from: 0, until: 20 },
    {
      pictures: [
        { atMs: 0, width: 320, height: 180 },
        { atMs: 5_000, width: 640, height: 360 },
      ],
    },
  );
  const plan = planned([growing, picture(ada, { from: 10, until: 15 }), sound(ada, { from: 2, until: 21 })]);
  expect(told(plan)).toEqual([
    { from: 0, until: 5, sees: 'Bo' },
    { from: 5, until: 10, sees: 'Bo' },
    { from: 10, until: 15, sees: 'Bo+Ada' },
    { from: 15, until: 20, sees: 'Bo' },
    { from: 20, until: 21, sees: 'Bo and Ada and Grace' },
  ]);
  expect(plan.windows[0]?.shown[0]).toMatchObject({ fromMs: 0, untilMs: 5_000 });
  expect(plan.windows[2]?.shown[0]).toMatchObject({ fromMs: 10_000, untilMs: 20_000 });
  expect(plan.sounds).toMatchObject([{ delayMs: 2_000 }]);
});

test('a hold is a card, whatever a straggling picture says, and lasts until the end if nobody resumed', () => {
  const takes = [picture(customer, { from: 0, until: 10.05 }), picture(customer, { from: 20, until: 30 })];
  const events = [
    happened(10, { type: 'paused', participantId: ada }),
    happened(20, { type: 'resumed', participantId: ada }),
    happened(28, { type: 'paused', participantId: ada }),
  ];
  expect(told(planned(takes, events)).filter(({ sees }) => sees === 'On hold')).toEqual([
    { from: 10, until: expect.closeTo(10.067, 2), sees: 'On hold' },
    { from: expect.closeTo(10.067, 2), until: 20, sees: 'On hold' },
    { from: 28, until: 30, sees: 'On hold' },
  ]);
});

test('a consultation before a transfer is a card too, paused in it or not', () => {
  const takes = [picture(customer, { from: 0, until: 10 }), picture(customer, { from: 20, until: 30 })];
  const events = [
    happened(10, { type: 'transfer-accepted', participantId: ada, phase: 'consulting' }),
    happened(12, { type: 'paused', participantId: ada }),
    happened(18, { type: 'transfer-joined', participantId: ada }),
    happened(20, { type: 'resumed', participantId: ada }),
    happened(25, { type: 'transfer-ended', outcome: 'completed' }),
  ];
  expect(told(planned(takes, events)).filter(({ sees }) => sees === 'On hold')).toEqual([
    { from: 10, until: 20, sees: 'On hold' },
  ]);
});

test('what begins within a frame is seen from the next frame on', () => {
  const plan = planned([
    picture(customer, { from: 0, until: 4 }),
    picture(ada, { from: 2.001, until: 3.999 }),
  ]);
  const [first, both, last] = plan.windows;
  expect(both?.firstFrame).toBe(61);
  expect(first?.frames).toBe(61);
  expect(both && both.firstFrame + both.frames).toBe(120);
  expect(last).toBeUndefined();
  expect(both?.shown[1]?.fromMs).toBeCloseTo((61 * 1_000) / 30 - 2_001, 3);
});

test('a picture that comes shortly after the sound stands from its beginning', () => {
  const plan = planned([sound(customer, { from: 0, until: 9 }), picture(customer, { from: 0.8, until: 9 })]);
  expect(told(plan)).toEqual([{ from: 0, until: 9, sees: 'Bo' }]);
  expect(plan.windows[0]?.shown[0]).toMatchObject({ fromMs: 0, leadMs: 800 });
});

test('of two pictures of one camera the newer is shown', () => {
  const old = picture(customer, { from: 0, until: 6 });
  const plan = planned([old, picture(customer, { from: 5, until: 9 })]);
  expect(plan.windows.map(({ shown }) => shown.map(({ take }) => take === old))).toEqual([
    [true],
    [false],
    [false],
  ]);
});

const stretches = fc
  .tuple(fc.integer({ min: 0, max: 4_000_000 }), fc.integer({ min: 1, max: 4_000_000 }))
  .map(([fromMs, lengthMs]) => ({ from: fromMs / 1_000, until: (fromMs + lengthMs) / 1_000 }));
const takes = fc.array(
  fc.tuple(stretches, fc.constantFrom(customer, ada), fc.constantFrom('camera', 'screen', 'microphone')),
  { minLength: 1, maxLength: 12 },
);

test('windows follow one another without a hole and end with the last take, to the frame', () => {
  fc.assert(
    fc.property(takes, fc.array(stretches, { maxLength: 3 }), (drawn, holds) => {
      const events = holds.flatMap(({ from, until }) => [
        happened(from, { type: 'paused', participantId: ada }),
        happened(until, { type: 'resumed', participantId: ada }),
      ]);
      const made = drawn.map(([stretch, who, source]) =>
        source === 'microphone' ? sound(who, stretch) : picture(who, stretch, { source }),
      );
      const plan = planned(made, events);
      const ends = made.map(({ startedAtMs, durationMs }) => startedAtMs + durationMs);
      let frame = 0;
      for (const window of plan.windows) {
        expect(window.firstFrame).toBe(frame);
        expect(window.frames).toBeGreaterThan(0);
        expect(window.card === undefined).toBe(window.shown.length > 0);
        for (const { take, fromMs, leadMs, untilMs } of window.shown) {
          const beginMs = plan.startedAtMs + (frame * 1_000) / frameRate;
          expect(take.startedAtMs + fromMs - leadMs).toBeCloseTo(beginMs, 3);
          expect(untilMs).toBeGreaterThan(fromMs);
        }
        frame += window.frames;
      }
      expect(frame).toBe(plan.frames);
      expect(plan.startedAtMs).toBe(Math.min(...made.map(({ startedAtMs }) => startedAtMs)));
      const lengthMs = Math.max(...ends) - plan.startedAtMs;
      expect(plan.frames * (1_000 / frameRate) - lengthMs).toBeGreaterThanOrEqual(-0.01);
      expect(plan.frames * (1_000 / frameRate) - lengthMs).toBeLessThan(1_000 / frameRate + 0.01);
    }),
  );
});
