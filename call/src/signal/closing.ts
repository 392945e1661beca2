import { closeCodes } from '@parley/protocol/constants';
import type { ProblemBody } from '@parley/protocol';

/** What a closed connection asks for. */
export type AfterClose =
  | { readonly how: 'retry' }
  /** The server goes away in order: another one may be there already. */
  | { readonly how: 'retry-at-once' }
  /** We were too much: begin with the long delays. */
  | { readonly how: 'retry-later' }
  | { readonly how: 'replaced' }
  | { readonly how: 'refused'; readonly problem: ProblemBody };

const refusals: Readonly<Record<number, ProblemBody['code']>> = {
  [closeCodes.badMessage]: 'bad-request',
  [closeCodes.forbidden]: 'not-allowed',
  [closeCodes.versionTooOld]: 'version-too-old',
};

/**
 * @param code the close code (RFC 6455 §7.1.5); 1006 when there was no closing at all
 * @param hasToken whether the connection was a customer's
 */
export function afterClose(code: number, hasToken: boolean): AfterClose {
  if (code === closeCodes.replaced) return { how: 'replaced' };
  if (code === closeCodes.draining) return { how: 'retry-at-once' };
  if (code === closeCodes.tooFast) return { how: 'retry-later' };
  if (code === closeCodes.unauthenticated)
    return { how: 'refused', problem: { code: hasToken ? 'token-invalid' : 'not-signed-in' } };
  const refusal = refusals[code];
  return refusal ? { how: 'refused', problem: { code: refusal } } : { how: 'retry' };
}
