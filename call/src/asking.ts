import type { QuestionAnswer, QuestionId } from '@parley/protocol';
import type { AnsweringControls, AskingControls, DeviceProblem, Outcome } from './api.ts';
import type { Participation } from './participation.ts';

/** The associate's half of asking. */
export const askingControls = (participation: Participation): AskingControls => ({
  ask: (what) => participation.askAbout((engagementId) => ({ type: 'question.ask', engagementId, what })),
  withdraw: (questionId) =>
    participation.askAbout((engagementId) => ({ type: 'question.withdraw', engagementId, questionId })),
});

/** A screen is chosen anew each time, so a refusal of the browser is nearly always the person's: nothing was chosen. */
const reasonOf = (shares: 'camera' | 'screen', problem: DeviceProblem) =>
  shares === 'screen' && problem === 'blocked' ? ('dismissed' as const) : problem;

/**
 * The customer's half: gives their answers, and makes the browser do what they allow.
 * @param canShareScreen whether this browser can; where it can't, the camera is shared in place of a screen
 */
export function answeringControls(
  participation: Participation,
  canShareScreen: () => boolean,
): AnsweringControls {
  const say = (questionId: QuestionId, answer: QuestionAnswer): Promise<Outcome> =>
    participation.askAbout((engagementId) => ({
      type: 'question.answer',
      engagementId,
      questionId,
      answer,
    }));
  return {
    decline: (questionId) => say(questionId, { says: 'decline' }),
    allow: (questionId, what) => {
      const instead = what === 'screen' && !canShareScreen();
      const shares = instead ? 'camera' : what;
      return participation.shareWhenAllowed(shares, {
        allow: () => say(questionId, { says: 'allow', ...(instead && { instead }) }),
        fail: (problem) => say(questionId, { says: 'fail', problem: reasonOf(shares, problem) }),
      });
    },
  };
}
