import type {
  ConsentMatter,
  DrawnStroke,
  EngagementEvent,
  EngagementState,
  InkTarget,
  InkTool,
  Participant,
  ParticipantId,
  ProblemCode,
  StrokeId,
  Timestamp,
} from '@parley/protocol';
import { maxInkPoints, maxStrokes } from '@parley/protocol/constants';
import { accepted, refused, type Decision, type InkCommand } from './command.ts';
import { refusal } from './permissions.ts';
import { participantOf, shows } from './state.ts';

/** What this participant's ink command does; see `decide`. */
export function decideInk(state: EngagementState, command: InkCommand, self: ParticipantId): Decision {
  switch (command.type) {
    case 'draw':
      return draw(state, command, self);
    case 'change-stroke':
      return change(state, command, self);
    case 'erase':
      return erase(state, command, self);
    case 'clear-ink':
      return clear(state, command, self);
    case 'withdraw-consent':
    case 'give-consent':
      return consent(state, command, self);
  }
}

type CommandOf<T extends InkCommand['type']> = Extract<InkCommand, { type: T }>;

function draw(state: EngagementState, { stroke }: CommandOf<'draw'>, self: ParticipantId): Decision {
  const known = state.ink.find(({ id }) => id === stroke.id);
  if (known) return known.participantId === self ? accepted() : refused('not-allowed');
  const code = refusal(state, self, 'annotate') ?? targetProblem(state, stroke.target);
  if (code) return refused(code);
  if (!isWellFormed(stroke.tool, stroke.points, stroke.text)) return refused('bad-request', 'stroke');
  if (state.ink.length >= maxStrokes || pointsOf(state.ink) + stroke.points.length / 3 > maxInkPoints)
    return refused('ink-full');
  const number = stroke.tool === 'marker' ? { number: nextNumber(state.ink, stroke.target) } : {};
  return accepted({ type: 'stroke-drawn', participantId: self, stroke, ...number });
}

function change(
  state: EngagementState,
  { strokeId, points, text }: CommandOf<'change-stroke'>,
  self: ParticipantId,
): Decision {
  const code = refusal(state, self, 'annotate');
  if (code) return refused(code);
  const known = state.ink.find(({ id }) => id === strokeId);
  if (!known) return refused('stroke-not-found');
  if (known.participantId !== self) return refused('not-allowed');
  if (!isWellFormed(known.tool, points, text)) return refused('bad-request', 'stroke');
  const grown = pointsOf(state.ink) + (points.length - known.points.length) / 3;
  if (points.length > known.points.length && grown > maxInkPoints) return refused('ink-full');
  const isSame = known.text === text && known.points.join() === points.join();
  return isSame
    ? accepted()
    : accepted({
        type: 'stroke-changed',
        participantId: self,
        strokeId,
        points,
        ...(text !== undefined && { text }),
      });
}

/** Taking back what is one's own needs no permission but to be in it. */
function erase(state: EngagementState, { strokeIds }: CommandOf<'erase'>, self: ParticipantId): Decision {
  const code = outside(state, self);
  if (code) return refused(code);
  const asked = new Set<StrokeId>(strokeIds);
  const there = state.ink.filter(({ id }) => asked.has(id));
  if (there.some(({ participantId }) => participantId !== self)) return refused('not-allowed');
  return there.length === 0
    ? accepted()
    : accepted({ type: 'strokes-erased', participantId: self, strokeIds: there.map(({ id }) => id) });
}

function outside(state: EngagementState, self: ParticipantId): ProblemCode | undefined {
  if (state.phase !== 'active') return 'engagement-not-active';
  const { state: whereabouts = 'left' } = participantOf(state, self) ?? {};
  return whereabouts === 'left' ? 'not-a-participant' : undefined;
}

function clear(
  state: EngagementState,
  { target, whose }: CommandOf<'clear-ink'>,
  self: ParticipantId,
): Decision {
  const code = outside(state, self) ?? (whose === 'all' ? refusal(state, self, 'clear-all') : undefined);
  if (code) return refused(code);
  const some = state.ink.some((stroke) => isCleared(stroke, target, whose, self));
  return some ? accepted({ type: 'ink-cleared', participantId: self, target, whose }) : accepted();
}

function consent(
  state: EngagementState,
  { type, matter }: CommandOf<'withdraw-consent' | 'give-consent'>,
  self: ParticipantId,
): Decision {
  const code = refusal(state, self, 'consent');
  if (code) return refused(code);
  const isForbidden = state.forbidden.includes(matter);
  if (type === 'give-consent')
    return isForbidden ? accepted({ type: 'consent-given', participantId: self, matter }) : accepted();
  if (isForbidden) return accepted();
  const thaw: EngagementEvent[] =
    matter === 'freeze' && state.frozen ? [{ type: 'unfrozen', participantId: self }] : [];
  return accepted({ type: 'consent-withdrawn', participantId: self, matter }, ...thaw);
}

/** Why nothing can be drawn on that. */
function targetProblem(state: EngagementState, target: InkTarget): ProblemCode | undefined {
  if (target.kind === 'still')
    return state.stills.some(({ id }) => id === target.stillId) ? undefined : 'still-not-found';
  return shows(participantOf(state, target.participantId), target.source) ? undefined : 'no-such-picture';
}

/** Two points for what lies between two corners, one for what has a place only, any number for what is drawn freely. */
function isWellFormed(tool: InkTool, points: readonly number[], text: string | undefined): boolean {
  const count = points.length / 3;
  if ((tool === 'text') !== (text !== undefined)) return false;
  switch (tool) {
    case 'pen':
    case 'highlighter':
      return count >= 1;
    case 'arrow':
    case 'line':
    case 'rectangle':
    case 'ellipse':
      return count === 2;
    case 'marker':
    case 'text':
      return count === 1;
  }
}

const pointsOf = (ink: readonly DrawnStroke[]): number =>
  ink.reduce((sum, { points }) => sum + points.length / 3, 0);

const nextNumber = (ink: readonly DrawnStroke[], target: InkTarget): number =>
  1 +
  ink.reduce(
    (highest, stroke) => (isOn(stroke, target) ? Math.max(highest, stroke.number ?? 0) : highest),
    0,
  );

/** Whether the stroke lies on that picture. */
export function isOn({ target }: Pick<DrawnStroke, 'target'>, other: InkTarget): boolean {
  if (target.kind === 'still') return other.kind === 'still' && target.stillId === other.stillId;
  return (
    other.kind === 'live' && target.participantId === other.participantId && target.source === other.source
  );
}

const isCleared = (
  stroke: DrawnStroke,
  target: InkTarget,
  whose: 'own' | 'all',
  self: ParticipantId,
): boolean => isOn(stroke, target) && (whose === 'all' || stroke.participantId === self);

/** When a stroke is gone by itself, milliseconds since 1970; undefined when it stays. */
export function fadesAt(
  { target, at }: Pick<DrawnStroke, 'target' | 'at'>,
  { ink }: EngagementState['scenario'],
): number | undefined {
  if (target.kind === 'still' || ink?.fadeSeconds === undefined) return undefined;
  return Date.parse(at) + ink.fadeSeconds * 1_000;
}

/** The state with its ink as it is after this event. */
export function inkAfter(state: EngagementState, event: EngagementEvent, at: Timestamp): EngagementState {
  switch (event.type) {
    case 'consent-withdrawn':
      return {
        ...without(state, ({ target }) => event.matter === 'ink' && target.kind === 'live'),
        forbidden: [...state.forbidden, event.matter],
      };
    case 'consent-given':
      return {
        ...state,
        forbidden: state.forbidden.filter((matter: ConsentMatter) => matter !== event.matter),
      };
    case 'stroke-drawn': {
      const { participantId, number } = event;
      const drawn = { ...event.stroke, participantId, at, ...(number !== undefined && { number }) };
      const kept = without(
        state,
        (stroke) => (fadesAt(stroke, state.scenario) ?? Infinity) <= Date.parse(at),
      );
      return { ...kept, ink: [...kept.ink, drawn] };
    }
    case 'stroke-changed':
      return {
        ...state,
        ink: state.ink.map((stroke) => (stroke.id === event.strokeId ? changed(stroke, event) : stroke)),
      };
    case 'strokes-erased': {
      const gone = new Set(event.strokeIds);
      return without(state, ({ id }) => gone.has(id));
    }
    case 'ink-cleared':
      return without(state, (stroke) => isCleared(stroke, event.target, event.whose, event.participantId));
    case 'still-deleted':
      return without(state, (stroke) => isOn(stroke, { kind: 'still', stillId: event.stillId }));
    case 'screen-stopped':
      // Whatever is shared next is another picture.
      return without(
        state,
        ({ target }) => isLive(target, event.participantId) && target.source === 'screen',
      );
    case 'left':
      return without(state, ({ target }) => isLive(target, event.participantId));
    default:
      return state;
  }
}

const isLive = (target: InkTarget, of: Participant['id']): target is Extract<InkTarget, { kind: 'live' }> =>
  target.kind === 'live' && target.participantId === of;

const changed = (
  { text: _, ...stroke }: DrawnStroke,
  { points, text }: Extract<EngagementEvent, { type: 'stroke-changed' }>,
): DrawnStroke => ({ ...stroke, points, ...(text !== undefined && { text }) });

function without(state: EngagementState, isGone: (stroke: DrawnStroke) => boolean): EngagementState {
  return state.ink.some(isGone) ? { ...state, ink: state.ink.filter((stroke) => !isGone(stroke)) } : state;
}
