import type { AskedFor, EngagementEvent, EngagementState, Question, Timestamp } from '@parley/protocol';
import { customerOf } from './state.ts';

/** The state after something happened to a question, or to what was asked for. */
export function questionsAfter(
  state: EngagementState,
  event: EngagementEvent,
  at: Timestamp,
): EngagementState {
  switch (event.type) {
    case 'asked': {
      const { question } = event;
      return withQuestions(state, [
        ...state.questions.filter(({ what }) => what !== question.what),
        { ...question, askedAt: at, status: 'open' },
      ]);
    }
    case 'question-allowed':
      return allowed(state, event);
    case 'question-closed':
      return withQuestions(
        state,
        state.questions.map((known) =>
          known.id === event.questionId
            ? { ...known, status: event.status, ...(event.problem && { problem: event.problem }) }
            : known,
        ),
      );
    case 'camera-started':
    case 'screen-started':
      return shared(state, event);
    case 'camera-stopped':
    case 'screen-stopped':
      return stopped(state, event);
    case 'ended':
      return withQuestions(state, []);
    default:
      return state;
  }
}

const withQuestions = (state: EngagementState, questions: Question[]): EngagementState => ({
  ...state,
  questions,
});

function allowed(
  state: EngagementState,
  { questionId, until, instead }: Extract<EngagementEvent, { type: 'question-allowed' }>,
): EngagementState {
  const known = state.questions.find(({ id }) => id === questionId);
  if (!known) return state;
  const others = state.questions.filter(
    ({ id, what }) => id !== questionId && !(instead && what === 'camera'),
  );
  const what: AskedFor = instead ? 'camera' : known.what;
  const isOnAlready = customerOf(state)?.[what] ?? false;
  const status = isOnAlready ? ('shared' as const) : ('allowed' as const);
  return withQuestions(state, [...others, { ...known, what, until, status, ...(instead && { instead }) }]);
}

type OfTrack = Extract<EngagementEvent, { type: `${AskedFor}-${'started' | 'stopped'}` }>;

const subjectOf = (event: OfTrack): AskedFor =>
  event.type === 'camera-started' || event.type === 'camera-stopped' ? 'camera' : 'screen';

const isOfCustomer = (state: EngagementState, event: OfTrack): boolean =>
  customerOf(state)?.id === event.participantId;

/** Shared by their own control while they were being asked is shared too. */
function shared(state: EngagementState, event: OfTrack): EngagementState {
  if (!isOfCustomer(state, event)) return state;
  const what = subjectOf(event);
  return withQuestions(
    state,
    state.questions.map((known) => (known.what === what ? { ...known, status: 'shared' } : known)),
  );
}

/** Who allowed it once is asked again the next time. */
function stopped(state: EngagementState, event: OfTrack): EngagementState {
  if (!isOfCustomer(state, event)) return state;
  const what = subjectOf(event);
  return withQuestions(
    state,
    state.questions.filter((known) => known.what !== what || known.status !== 'shared'),
  );
}
