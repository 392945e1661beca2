import type { EngagementCreated, EngagementRequest, ProblemBody } from '@parley/protocol';
import { isCreated } from './customer-memory.ts';
import { unreachable } from './outcome.ts';
import { problemIn } from './problem-document.ts';

const answerWithinMs = 15_000;

/** Asks the server at `origin` for an associate; the answer's token is all that counts. */
export function createEngagement(
  origin: string,
  body: EngagementRequest,
): Promise<EngagementCreated | { readonly problem: ProblemBody }> {
  return postFor(`${origin}/api/v1/engagements`, body, isCreated);
}

/** Posts JSON for an answer of this kind. No cookie goes along: whoever asks this way is not signed in. */
export async function postFor<Answer extends object>(
  address: string,
  body: object,
  isAnswer: (value: unknown) => value is Answer,
): Promise<Answer | { readonly problem: ProblemBody }> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      mode: 'cors',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerWithinMs),
    });
    const answer: unknown = await response.json();
    if (response.ok && isAnswer(answer)) return answer;
    return { problem: problemIn(answer) };
  } catch {
    // No network, no server, an answer that is no JSON, or none in time.
    return { problem: unreachable };
  }
}
