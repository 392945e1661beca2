import { problems, type ProblemBody, type ProblemCode } from '@parley/protocol';
import type { Outcome } from '../platform/outcome.ts';
import { problemTitles } from './problem-titles.ts';

/** Refuses the request being answered; thrown by routes, turned into a document at the edge. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.code);
    this.body = body;
  }
}

/** The value of an outcome. @throws Problem when it was refused. */
export function unwrap<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Problem(outcome.problem);
  return outcome.value;
}

/** RFC 9457 §3.1, with our own members `code`, `retry` and `incidentId`. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly retry: 'never' | 'soon' | 'later';
  readonly detail?: string;
  readonly incidentId?: string;
}

export const problemMediaType = 'application/problem+json; charset=utf-8';

export function problemDocument({ code, detail, incidentId }: ProblemBody): ProblemDocument {
  const { status, retry } = problems[code];
  return {
    type: `urn:parley:problem:${code}`,
    title: problemTitles[code],
    status,
    code,
    retry,
    ...(detail !== undefined && { detail }),
    ...(incidentId !== undefined && { incidentId }),
  };
}
