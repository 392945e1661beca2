import type { Counters } from '../room/counters.ts';
import type { Gatekeeper } from './gatekeeper.ts';
import type { EdgeLimits } from './limits.ts';

/** What every path of the edge shares. */
export interface EdgeContext {
  readonly gatekeeper: Gatekeeper;
  readonly counters: Counters;
  readonly limits: EdgeLimits;
  /** Where the media process listens. */
  readonly target: { readonly address: string; readonly port: number };
}
