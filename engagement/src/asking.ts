import type {
  AskedFor,
  EngagementEvent,
  EngagementState,
  ParticipantId,
  Question,
  QuestionAnswer,
  QuestionId,
  Timestamp,
} from '@parley/protocol';
import { accepted, refused, type Actor, type AskingCommand, type Decision } from './command.ts';
import { refusal } from './permissions.ts';
import { customerShows } from './state.ts';
import { plusSeconds, reached } from './time.ts';

/** For so long a question can be answered. */
const answerSeconds = 30;
/** And for so long a customer who allowed it can look for the window in the browser's own dialog. */
const choosingSeconds = 120;

const questionAbout = (state: EngagementState, what: AskedFor): Question | undefined =>
  state.questions.find((question) => question.what === what);

const isPending = ({ status }: Question): boolean => status === 'open' || status === 'allowed';

/** Questions that wait: for the customer, or, once they have allowed it, for their browser. */
export const pendingQuestions = (state: EngagementState): Question[] => state.questions.filter(isPending);

/** What associates and the customer say to each other about sharing something. */
export function decideAsking(
  state: EngagementState,
  command: AskingCommand,
  actor: Actor,
  at: Timestamp,
): Decision {
  if (command.type === 'expire-question')
    return actor.kind === 'system' ? expire(state, command.questionId, at) : refused('not-allowed');
  if (actor.kind !== 'participant') return refused('not-a-participant');
  const { participantId } = actor;
  switch (command.type) {
    case 'ask':
      return ask(state, command, participantId, at);
    case 'withdraw-question':
      return withdraw(state, command.questionId, participantId);
    case 'answer-question':
      return answer(state, command, participantId, at);
  }
}

function ask(
  state: EngagementState,
  { questionId, what }: Extract<AskingCommand, { type: 'ask' }>,
  byParticipantId: ParticipantId,
  at: Timestamp,
): Decision {
  const code = refusal(state, byParticipantId, `ask-${what}`);
  if (code) return refused(code);
  const known = questionAbout(state, what);
  if (customerShows(state, what) || (known && isPending(known))) return accepted();
  const until = plusSeconds(at, answerSeconds);
  return accepted({ type: 'asked', question: { id: questionId, what, byParticipantId, until } });
}

function withdraw(state: EngagementState, questionId: QuestionId, self: ParticipantId): Decision {
  const code = refusal(state, self, 'withdraw-question');
  if (code) return refused(code);
  const known = questionOf(state, questionId);
  if (!known) return refused('question-not-found');
  if (known.status === 'withdrawn') return accepted();
  return isPending(known)
    ? accepted({ type: 'question-closed', questionId, status: 'withdrawn' })
    : refused('question-over');
}

function answer(
  state: EngagementState,
  { questionId, answer: said }: Extract<AskingCommand, { type: 'answer-question' }>,
  self: ParticipantId,
  at: Timestamp,
): Decision {
  const code = refusal(state, self, 'answer-question');
  if (code) return refused(code);
  const known = questionOf(state, questionId);
  if (!known) return refused('question-not-found');
  if (said.says === 'allow' && said.instead && known.what !== 'screen' && !known.instead)
    return refused('bad-request', 'instead');
  if (isSaid(known, said)) return accepted();
  const isLate = reached(at, known.until);
  if (isLate || !mayBeSaid(known, said)) return refused('question-over');
  return accepted(outcome(questionId, said, at));
}

/** The same once more is no error. */
const isSaid = ({ status }: Question, { says }: QuestionAnswer): boolean =>
  (says === 'allow' && (status === 'allowed' || status === 'shared')) ||
  (says === 'decline' && status === 'declined') ||
  (says === 'fail' && status === 'failed');

/** A browser can fail before its person has said anything, and after they have. */
const mayBeSaid = ({ status }: Question, { says }: QuestionAnswer): boolean =>
  status === 'open' || (status === 'allowed' && says === 'fail');

function outcome(questionId: QuestionId, said: QuestionAnswer, at: Timestamp): EngagementEvent {
  switch (said.says) {
    case 'allow':
      return {
        type: 'question-allowed',
        questionId,
        until: plusSeconds(at, choosingSeconds),
        ...(said.instead && { instead: true }),
      };
    case 'decline':
      return { type: 'question-closed', questionId, status: 'declined' };
    case 'fail':
      return { type: 'question-closed', questionId, status: 'failed', problem: said.problem };
  }
}

function expire(state: EngagementState, questionId: QuestionId, at: Timestamp): Decision {
  const known = questionOf(state, questionId);
  if (!known) return refused('question-not-found');
  return isPending(known) && reached(at, known.until)
    ? accepted({ type: 'question-closed', questionId, status: 'expired' })
    : accepted();
}

const questionOf = (state: EngagementState, id: QuestionId): Question | undefined =>
  state.questions.find((question) => question.id === id);
