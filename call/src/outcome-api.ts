import type { ProblemBody } from '@parley/protocol';

/**
 * The outcome of something asked of the server or of the browser. A device that fails is `media-refused` with the detail
 * `<microphone|camera|screen>-<DeviceProblem>`; a server out of reach is `draining`.
 */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly problem: ProblemBody };
