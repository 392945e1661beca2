import type { Quality } from '@parley/protocol';
import type { Figures } from './figures.ts';

/** How often quality is measured, and told to the others, milliseconds. */
export const measureEveryMs = 2_000;

/** Limits between 3 (good), 2 (fair), 1 (poor) and 0 (unusable). */
const limits = {
  fractionLost: [0.03, 0.1, 0.3],
  roundTripMs: [300, 700, 1_500],
  concealed: [0.05, 0.15, 0.4],
  /** Bits per second below which the picture suffers. */
  bitrate: [500_000, 250_000, 100_000],
} as const;

/** 3, and one less for each limit that is passed. */
const upTo = (value: number, limits: readonly number[]): number =>
  3 - limits.filter((limit) => value > limit).length;
const atLeast = (value: number, limits: readonly number[]): number =>
  3 - limits.filter((limit) => value < limit).length;

/** Own path, 0 unusable to 3 good, from two measurements of the same connections; `before` is absent for the first. */
export function qualityOf(before: Figures | undefined, after: Figures): Quality {
  const { fractionLost, roundTripMs, availableBitrate, sendsVideo } = after.up;
  const up = [upTo(fractionLost, limits.fractionLost), upTo(roundTripMs ?? 0, limits.roundTripMs)];
  if (sendsVideo && availableBitrate !== undefined) up.push(atLeast(availableBitrate, limits.bitrate));
  const received = since(before?.down.received, after.down.received);
  const lost = since(before?.down.lost, after.down.lost);
  const samples = since(before?.down.samples, after.down.samples);
  const concealed = since(before?.down.concealed, after.down.concealed);
  const down = [
    upTo(share(lost, lost + received), limits.fractionLost),
    upTo(share(concealed, samples), limits.concealed),
  ];
  return {
    topic: 'quality',
    up: Math.min(...up),
    down: Math.min(...down),
    ...(roundTripMs !== undefined && { roundTripMs: Math.min(roundTripMs, 60_000) }),
  };
}

/** So many measurements in a row have to be bad before anybody is told. */
export const lastingMeasurements = 3;

/**
 * What lasts of the latest measurements, each way: the best of them. Every connection begins with a small bitrate and
 * some made-up sound, and a busy moment is no weak network; one good measurement is enough to take a warning back.
 * Nothing until there were enough.
 */
export function lasting(latest: readonly Quality[]): Quality | undefined {
  const last = latest.at(-1);
  if (!last || latest.length < lastingMeasurements) return undefined;
  return {
    ...last,
    up: Math.max(...latest.map(({ up }) => up)),
    down: Math.max(...latest.map(({ down }) => down)),
  };
}

/** Nothing gets through. */
export const noQuality: Quality = { topic: 'quality', up: 0, down: 0 };

/** Counters that went back belong to a new connection. */
const since = (before: number | undefined, after: number): number =>
  before === undefined || after < before ? Math.max(0, after) : after - before;

const share = (part: number, whole: number): number => (whole <= 0 ? 0 : part / whole);
