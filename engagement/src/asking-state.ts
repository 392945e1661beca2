import type {
  AskedFor,
  EngagementEvent,
  EngagementState,
  ParticipantId,
  Question,
  Timestamp,
} from '@parley/protocol';
import { customerShows, participantOf } from './state.ts';

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
      return isOfCustomer(state, event) ? shared(state, subjectOf(event)) : state;
    case 'joined':
      return event.deviceOf && event.camera ? shared(state, 'camera') : state;
    case 'camera-stopped':
    case 'screen-stopped':
      return isOfCustomer(state, event) ? stopped(state, subjectOf(event)) : state;
    case 'left':
      return isOfCustomer(state, event) ? stopped(state, 'camera') : state;
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
  const isOnAlready = customerShows(state, what);
  const status = isOnAlready ? ('shared' as const) : ('allowed' as const);
  return withQuestions(state, [...others, { ...known, what, until, status, ...(instead && { instead }) }]);
}

type OfTrack = Extract<EngagementEvent, { type: `${AskedFor}-${'started' | 'stopped'}` }>;

const subjectOf = (event: OfTrack): AskedFor =>
  event.type === 'camera-started' || event.type === 'camera-stopped' ? 'camera' : 'screen';

const isOfCustomer = (
  state: EngagementState,
  { participantId }: { readonly participantId: ParticipantId },
): boolean => participantOf(state, participantId)?.role === 'customer';

/** Shared by their own control while they were being asked is shared too. */
const shared = (state: EngagementState, what: AskedFor): EngagementState =>
  withQuestions(
    state,
    state.questions.map((known) => (known.what === what ? { ...known, status: 'shared' } : known)),
  );

/** Who allowed it once is asked again the next time; while another device of theirs goes on, nothing has stopped. */
const stopped = (state: EngagementState, what: AskedFor): EngagementState =>
  customerShows(state, what)
    ? state
    : withQuestions(
        state,
        state.questions.filter((known) => known.what !== what || known.status !== 'shared'),
      );
