import type { ProblemBody } from '@parley/protocol';
import { t } from '../page/words.ts';
import { ApiError } from './http.ts';

/** The sentence for a problem; with an incident id when there is one to quote. */
export function sentenceOfProblem({ code, incidentId }: ProblemBody): string {
  const sentence = t(`problem.${code}`);
  return incidentId ? `${sentence} (${incidentId})` : sentence;
}

/** The same for whatever a request rejected with. */
export function sentenceOfError(error: unknown): string {
  if (!(error instanceof ApiError)) return t('problem.internal');
  return error.problem === 'unreachable' ? t('page.unreachable') : sentenceOfProblem(error.problem);
}
