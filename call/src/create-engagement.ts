import type { EngagementCreated, EngagementRequest, ProblemBody } from '@parley/protocol';
import { isCreated } from './customer-memory.ts';
import { unreachable } from './outcome.ts';
import { problemIn } from './problem-document.ts';

const answerWithinMs = 15_000;

/** Asks the server at `origin` for an associate. No cookie goes along: the answer's token is all that counts. */
export async function createEngagement(
  origin: string,
  body: EngagementRequest,
): Promise<EngagementCreated | { readonly problem: ProblemBody }> {
  try {
    const response = await fetch(`${origin}/api/v1/engagements`, {
      method: 'POST',
      mode: 'cors',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerWithinMs),
    });
    const answer: unknown = await response.json();
    if (response.ok && isCreated(answer)) return answer;
    return { problem: problemIn(answer) };
  } catch {
    // No network, no server, an answer that is no JSON, or none in time.
    return { problem: unreachable };
  }
}
