import { problems } from '@parley/protocol/problem';
import type { ProblemBody } from '@parley/protocol';

/** The problem document of a refusal (RFC 9457); `internal` for anything else. */
export function problemIn(answer: unknown): ProblemBody {
  const fields = new Map<string, unknown>(
    typeof answer === 'object' && answer !== null ? Object.entries(answer) : [],
  );
  const [code, detail, incidentId] = ['code', 'detail', 'incidentId'].map((name) => fields.get(name));
  return {
    code: isCode(code) ? code : 'internal',
    ...(typeof detail === 'string' && { detail }),
    ...(typeof incidentId === 'string' && { incidentId }),
  };
}

const isCode = (code: unknown): code is ProblemBody['code'] => typeof code === 'string' && code in problems;
