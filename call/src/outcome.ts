import type { ProblemBody } from '@parley/protocol';
import type { Outcome } from './api.ts';

export const done: Outcome = { ok: true };

export const refused = (code: ProblemBody['code'], detail?: string): Outcome & { ok: false } => ({
  ok: false,
  problem: detail === undefined ? { code } : { code, detail },
});

/** The server can't be reached, or did not answer in time. */
export const unreachable: ProblemBody = { code: 'draining' };
