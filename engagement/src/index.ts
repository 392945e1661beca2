export { pendingQuestions } from './asking.ts';
export { availabilityOf, missedTooMany, type AvailabilityFacts } from './availability.ts';
export type { Actor, Asked, Command, Decision, ParticipantAction } from './command.ts';
export { decide } from './decide.ts';
export { openDeviceLink } from './device-state.ts';
export { evolve } from './evolve.ts';
export { fadesAt, isOn } from './ink.ts';
export { mediaRules, type MediaRules } from './media-rules.ts';
export { messageOf, reachOf, receiptOf, unreadBy } from './message.ts';
export { may, refusal, someoneStays, type PermittedAction } from './permissions.ts';
export {
  askAgainAt,
  nextInvitations,
  type Candidate,
  type NextInvitation,
  type WaitingEngagement,
} from './routing.ts';
export { smsSegments } from './sms-segments.ts';
export { smsKeyword, type SmsKeyword } from './sms-keywords.ts';
export {
  customerOf,
  customerShows,
  deviceIn,
  invitationOf,
  participantOf,
  participantOfAssociate,
  pendingInvitations,
  pictureDeviceOf,
  remaining,
  remainingAssociates,
  shows,
  soundDeviceOf,
} from './state.ts';
export { stillOf } from './still.ts';
export { isWithIt, supervisorOf, supervisorOfAssociate } from './supervision-state.ts';
export type { Reader } from './reader.ts';
export { redact, viewFor } from './view.ts';
