import { ApiError } from '../api/http.ts';
import { t } from '../words.ts';
import { sentenceFor } from './notices.ts';

/** What to tell a person about a request that failed. */
export function sentenceOf(error: Error): string {
  if (!(error instanceof ApiError)) return t('problem.internal');
  return error.problem === 'unreachable' ? t('page.unreachable') : sentenceFor(error.problem);
}
