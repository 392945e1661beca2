import { ApiError } from '@parley/ui/http';
import { notify, sentenceFor } from '../client/notices.ts';
import { t } from '../words.ts';

/** What an answer of the API that is not the one hoped for means for people. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiError) || error.problem === 'unreachable') return t('page.unreachable');
  return sentenceFor(error.problem);
}

/** For event handlers: says why when it was refused. */
export function attemptCall(asked: Promise<unknown>): void {
  asked.catch((error: unknown) => notify(sentenceOf(error)));
}
