import type { ProblemBody, ProblemCode } from '@parley/protocol';

/** What a command answers: its value, or the code with which it is refused. Bugs throw instead. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: ProblemBody };

export function succeed<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** `detail` is a fact that helps (which field, which limit); never text from inside the server. */
export function refuse(
  code: ProblemCode,
  detail?: string,
): { readonly ok: false; readonly problem: ProblemBody } {
  return { ok: false, problem: detail === undefined ? { code } : { code, detail } };
}
