import { evolve, fadesAt, isOn } from '@parley/engagement';
import type { DrawnStroke, EngagementState, InkTarget, LoggedEvent, StillId } from '@parley/protocol';

/** All ink of an engagement, from this moment to the next. Times are milliseconds since 1970. */
export interface InkMoment {
  readonly atMs: number;
  readonly ink: readonly DrawnStroke[];
}

/** While everybody looked at a still instead of the live picture. */
export interface Freeze {
  readonly stillId: StillId;
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface InkTimeline {
  readonly moments: readonly InkMoment[];
  readonly freezes: readonly Freeze[];
}

/** What happened with ink and stills, as the log has it; nothing for a log without its beginning. */
export function inkTimelineOf(events: readonly LoggedEvent[], endedAtMs: number): InkTimeline {
  if (events[0]?.event.type !== 'requested') return { moments: [], freezes: [] };
  const moments: InkMoment[] = [];
  const freezes: Freeze[] = [];
  let state: EngagementState | undefined;
  for (const event of events) {
    const before: EngagementState | undefined = state;
    state = evolve(before, event);
    const atMs = Date.parse(event.at);
    if (before && state.ink !== before.ink) moments.push({ atMs, ink: state.ink });
    if (state.frozen !== before?.frozen) freezes.push(...freezeOf(before, atMs));
  }
  freezes.push(...freezeOf(state, endedAtMs));
  return { moments: state ? withFades(moments, state) : [], freezes };
}

/** The freeze that this state was in, up to a moment. */
function freezeOf(state: EngagementState | undefined, untilMs: number): Freeze[] {
  if (!state?.frozen) return [];
  const fromMs = Date.parse(state.frozen.since);
  return [{ stillId: state.frozen.stillId, fromMs, untilMs: Math.max(fromMs, untilMs) }];
}

/** Where the scenario lets ink fade, it goes without an event. */
function withFades(moments: readonly InkMoment[], { scenario }: EngagementState): InkMoment[] {
  const fades = moments.flatMap(({ ink }) => ink.flatMap((stroke) => fadesAt(stroke, scenario) ?? []));
  if (fades.length === 0) return [...moments];
  const times = [...new Set([...moments.map(({ atMs }) => atMs), ...fades])].sort((a, b) => a - b);
  return times.map((atMs) => {
    const { ink = [] } = moments.findLast((moment) => moment.atMs <= atMs) ?? {};
    return { atMs, ink: ink.filter((stroke) => (fadesAt(stroke, scenario) ?? Infinity) > atMs) };
  });
}

/** When ink comes to be where none was, or the last of it goes. */
export function inkBoundaries(moments: readonly InkMoment[]): number[] {
  let wasThere = false;
  return moments.flatMap(({ atMs, ink }) => {
    const changes = ink.length > 0 !== wasThere;
    wasThere = ink.length > 0;
    return changes ? [atMs] : [];
  });
}

/** What lies on one picture for a number of frames. */
export interface InkSlide {
  readonly frames: number;
  readonly strokes: readonly DrawnStroke[];
}

/** Changes that follow each other faster than this are one to whoever watches, frames. */
const shortestSlide = 3;

/**
 * The ink on one picture during a window, one slide after the other; undefined when there is none in it at all.
 * @param frameOf the frame at which something of this time (milliseconds since 1970) is seen
 */
export function inkSlides(
  moments: readonly InkMoment[],
  target: InkTarget,
  window: { readonly firstFrame: number; readonly frames: number },
  frameOf: (ms: number) => number,
): InkSlide[] | undefined {
  const end = window.firstFrame + window.frames;
  const slides: { from: number; strokes: readonly DrawnStroke[] }[] = [
    { from: window.firstFrame, strokes: [] },
  ];
  for (const { atMs, ink } of moments) {
    const from = Math.max(frameOf(atMs), window.firstFrame);
    if (from >= end) break;
    const strokes = ink.filter((stroke) => isOn(stroke, target));
    const last = slides.at(-1);
    if (last && isSameInk(last.strokes, strokes)) continue;
    if (last && from - last.from < shortestSlide) last.strokes = strokes;
    else slides.push({ from, strokes });
  }
  if (slides.every(({ strokes }) => strokes.length === 0)) return undefined;
  return slides.map(({ from, strokes }, index) => ({
    strokes,
    frames: (slides[index + 1]?.from ?? end) - from,
  }));
}

const isSameInk = (one: readonly DrawnStroke[], other: readonly DrawnStroke[]): boolean =>
  one.length === other.length && one.every((stroke, index) => stroke === other[index]);
