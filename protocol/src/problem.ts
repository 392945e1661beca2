/**
 * Every code with which a request can be refused, its HTTP status, and whether asking again makes sense.
 * The sentence that people read lives in the message catalogue under `problem.<code>`.
 */
export const problems = {
  'bad-request': { status: 400, retry: 'never' },
  'message-unknown': { status: 400, retry: 'never' },
  'message-too-large': { status: 413, retry: 'never' },
  'rate-limited': { status: 429, retry: 'later' },
  'not-signed-in': { status: 401, retry: 'never' },
  'wrong-credentials': { status: 401, retry: 'never' },
  'wrong-password': { status: 403, retry: 'never' },
  'token-invalid': { status: 401, retry: 'never' },
  'origin-not-allowed': { status: 403, retry: 'never' },
  'not-allowed': { status: 403, retry: 'never' },
  'not-found': { status: 404, retry: 'never' },
  'application-unknown': { status: 404, retry: 'never' },
  'no-scenario': { status: 409, retry: 'never' },
  'engagement-not-found': { status: 404, retry: 'never' },
  'engagement-ended': { status: 410, retry: 'never' },
  'engagement-not-active': { status: 409, retry: 'never' },
  'engagement-taken': { status: 409, retry: 'never' },
  'invitation-not-found': { status: 404, retry: 'never' },
  'invitation-over': { status: 409, retry: 'never' },
  'not-a-participant': { status: 403, retry: 'never' },
  'not-paused-by-you': { status: 403, retry: 'never' },
  'last-associate': { status: 409, retry: 'never' },
  'associate-unavailable': { status: 409, retry: 'later' },
  'already-engaged': { status: 409, retry: 'never' },
  'not-in-scenario': { status: 403, retry: 'never' },
  'recording-refused': { status: 403, retry: 'never' },
  'recording-not-found': { status: 404, retry: 'never' },
  'recording-damaged': { status: 500, retry: 'never' },
  'recording-not-over': { status: 409, retry: 'later' },
  'ink-full': { status: 409, retry: 'never' },
  'file-refused': { status: 415, retry: 'never' },
  'file-not-found': { status: 404, retry: 'never' },
  'messages-full': { status: 409, retry: 'never' },
  'conversation-not-found': { status: 404, retry: 'never' },
  'conversation-taken': { status: 409, retry: 'never' },
  'number-invalid': { status: 422, retry: 'never' },
  'sms-stopped': { status: 409, retry: 'never' },
  'sms-unavailable': { status: 409, retry: 'never' },
  'ink-refused': { status: 403, retry: 'never' },
  'stroke-not-found': { status: 404, retry: 'never' },
  'question-not-found': { status: 404, retry: 'never' },
  'question-over': { status: 409, retry: 'never' },
  'device-link-unknown': { status: 404, retry: 'never' },
  'device-link-over': { status: 410, retry: 'never' },
  'device-there': { status: 409, retry: 'never' },
  'not-on-this-device': { status: 403, retry: 'never' },
  'freeze-refused': { status: 403, retry: 'never' },
  'no-such-picture': { status: 409, retry: 'never' },
  'still-not-found': { status: 404, retry: 'never' },
  'still-invalid': { status: 415, retry: 'never' },
  'too-many-stills': { status: 409, retry: 'never' },
  'code-unknown': { status: 404, retry: 'never' },
  'code-expired': { status: 410, retry: 'never' },
  'pin-needed': { status: 403, retry: 'never' },
  'pin-wrong': { status: 403, retry: 'never' },
  'engagement-full': { status: 409, retry: 'later' },
  'knock-not-found': { status: 404, retry: 'never' },
  'entry-refused': { status: 403, retry: 'never' },
  'host-not-there': { status: 409, retry: 'soon' },
  'meeting-not-found': { status: 404, retry: 'never' },
  'meeting-cancelled': { status: 410, retry: 'never' },
  'media-unavailable': { status: 503, retry: 'soon' },
  'media-refused': { status: 400, retry: 'never' },
  'version-too-old': { status: 426, retry: 'never' },
  conflict: { status: 409, retry: 'soon' },
  draining: { status: 503, retry: 'soon' },
  internal: { status: 500, retry: 'later' },
} as const satisfies Record<string, { status: number; retry: 'never' | 'soon' | 'later' }>;

export type ProblemCode = keyof typeof problems;

/** What a refused party receives: over the socket as is, over HTTP inside an RFC 9457 document. */
export interface ProblemBody {
  readonly code: ProblemCode;
  /** A fact that helps (which field, which limit); never text from inside the server. */
  readonly detail?: string | undefined;
  /** Present with `internal`: finds the log line. */
  readonly incidentId?: string | undefined;
}
