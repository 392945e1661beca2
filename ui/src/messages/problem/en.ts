import type { ProblemCode } from '@parley/protocol/problem';
import type { Messages } from '../catalogue.ts';

/** A sentence a person can act on, for every code with which something can be refused. */
export const problemEn = {
  'problem.bad-request': 'Something in this request was not as expected. Please try again.',
  'problem.message-unknown': 'This page and the server do not understand each other. Please reload the page.',
  'problem.message-too-large': 'That is too much at once. Please send less.',
  'problem.rate-limited': 'That was too many attempts in a short time. Please wait a moment and try again.',
  'problem.not-signed-in': 'You are signed out. Please sign in again.',
  'problem.wrong-credentials': 'Email and password do not match. Please check both.',
  'problem.token-invalid': 'This conversation can no longer be joined from here. Please start a new one.',
  'problem.origin-not-allowed': 'Calls are not set up for this website.',
  'problem.not-allowed': 'You are not allowed to do that.',
  'problem.not-found': 'There is nothing at this address.',
  'problem.application-unknown': 'Calls are not set up for this website.',
  'problem.no-scenario': 'Calls are not offered on this page right now.',
  'problem.engagement-not-found': 'This engagement does not exist, or belongs to another team.',
  'problem.engagement-ended': 'The call has already ended.',
  'problem.engagement-not-active': 'That works only while a call is running.',
  'problem.engagement-taken': 'Someone else has just answered.',
  'problem.invitation-not-found': 'This invitation does not exist.',
  'problem.invitation-over':
    'This call has stopped ringing: it was answered elsewhere, or the customer gave up.',
  'problem.not-a-participant': 'You are not in this call.',
  'problem.not-paused-by-you': 'The other side has put the call on hold and can take it off hold.',
  'problem.last-associate': 'Nobody else is here to go on with the customer. Use Exit to end the call.',
  'problem.already-engaged': 'You are in another call. Finish that one first.',
  'problem.recording-refused': 'The customer does not want this call to be recorded.',
  'problem.recording-not-found': 'There is no recording here.',
  'problem.recording-damaged':
    'This recording was changed or damaged, so it is not shown. Ask whoever runs Parley to look into it.',
  'problem.recording-not-over': 'The recording is still going on. Try again after the call.',
  'problem.not-in-scenario': 'This kind of call does not include that.',
  'problem.media-unavailable': 'Picture and sound could not be connected. Trying again in a moment.',
  'problem.media-refused': 'Picture and sound could not be connected from this browser.',
  'problem.version-too-old': 'This page is out of date. Please reload it.',
  'problem.conflict': 'Something else happened at the same moment. Please try again.',
  'problem.draining': 'The service is restarting. It will be back in a moment.',
  'problem.internal': 'Something went wrong on our side. Please try again in a moment.',
} as const satisfies Messages & Record<`problem.${ProblemCode}`, string>;
