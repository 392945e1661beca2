import { z } from 'zod';
import { question, questionEvents } from './asking.ts';
import { maxContextAttributes } from './constants.ts';
import { contextAttributes, contextFact, knownAttribute } from './context.ts';
import { deviceDescription, deviceEvents, deviceLink } from './device.ts';
import {
  applicationId,
  associateId,
  engagementId,
  invitationId,
  participantId,
  stillId,
  strokeId,
  teamId,
  timestamp,
} from './ids.ts';
import { consentMatter, drawnStroke, inkPoints, inkTarget, inkText, livePicture, stroke } from './ink.ts';
import { invitation, invitationStatus } from './invitation.ts';
import { knock, meetingEvents, meetingState } from './meeting.ts';
import { message, messageEvents, messageReceipt } from './message.ts';
import { recordingProblem, recordingState } from './recording.ts';
import { channel, scenarioTerms } from './scenario.ts';
import { supervisionEvents, supervisor, supervisorEntrance } from './supervision.ts';
import { sentSms, smsEvents } from './sms.ts';
import { endedTransfer, transferEvents, transferState } from './transfer.ts';
import { still, stillPicture, stillProblem } from './still.ts';

export const trackSource = z.enum(['microphone', 'camera', 'screen', 'screen-audio']);
/** What a track shows or carries. A participant has at most one track of each source. */
export type TrackSource = z.infer<typeof trackSource>;

export const participantRole = z.enum(['customer', 'associate', 'guest']);
export type ParticipantRole = z.infer<typeof participantRole>;

export const endReason = z.enum([
  'associate-exited',
  'customer-ended',
  'customer-cancelled', // before anyone answered
  'customer-lost', // gone for longer than the grace time
  'associate-lost',
  'nobody-available',
]);
export type EndReason = z.infer<typeof endReason>;

export const participant = z.object({
  id: participantId,
  role: participantRole,
  name: z.string().max(120).optional(),
  associateId: associateId.optional(),
  /** `away`: the connection is gone and the grace time runs; `left` is final. */
  state: z.enum(['present', 'away', 'left']),
  joinedAt: timestamp,
  /** The same customer on a second device, for its camera: whose it is, and what it is. */
  deviceOf: participantId.optional(),
  device: deviceDescription.optional(),
  awaySince: timestamp.optional(),
  awayUntil: timestamp.optional(),
  /** A supervisor has taken over from them. */
  relieved: z.boolean().optional(),
  /** Own microphone cut for everyone. Independent of `camera`, and of the engagement's hold. */
  muted: z.boolean(),
  /** Own camera shown. */
  camera: z.boolean(),
  /** Own screen shown. */
  screen: z.boolean(),
});
export type Participant = z.infer<typeof participant>;

/** The state of an engagement, as `evolve` builds it from the log. */
export const engagementState = z.object({
  id: engagementId,
  /** Number of the last event applied; the first event is 1. */
  seq: z.int().min(1),
  phase: z.enum(['waiting', 'active', 'ended']),
  channel,
  application: z.object({ id: applicationId, name: z.string() }),
  scenario: scenarioTerms,
  teamId,
  requestedAt: timestamp,
  answeredAt: timestamp.optional(),
  endedAt: timestamp.optional(),
  endReason: endReason.optional(),
  /** Present while paused: nothing flows either way. */
  hold: z.object({ byParticipantId: participantId, since: timestamp }).optional(),
  /** The associate who leads; passes on when they leave. */
  leadId: participantId.optional(),
  transfer: transferState.optional(),
  lastTransfer: endedTransfer.optional(),
  /** Absent until recording was first asked for. */
  recording: recordingState.optional(),
  /** In the order in which it was drawn. */
  ink: z.array(drawnStroke),
  stills: z.array(still),
  /** Present while a still is looked at instead of the live picture. */
  frozen: z.object({ stillId, byParticipantId: participantId, since: timestamp }).optional(),
  questions: z.array(question),
  /** The last link that was made for a second device of the customer. */
  deviceLink: deviceLink.optional(),
  /** Where the customer speaks and hears, unless that is where they came in. */
  soundId: participantId.optional(),
  /** In the order in which the server got them. */
  messages: z.array(message),
  receipts: z.array(messageReceipt),
  /** What associates sent to phone numbers; customers see nothing of it. */
  sms: z.array(sentSms),
  /** What the customer forbids at present. */
  forbidden: z.array(consentMatter),
  meeting: meetingState.optional(),
  /** Guests who are not in, in the order in which they came. */
  lobby: z.array(knock),
  participants: z.array(participant),
  /** With it and no part of it: nothing that counts participants counts them. */
  supervisors: z.array(supervisor),
  invitations: z.array(invitation),
  context: z.array(contextFact),
  /** Associates who still write up after their part ended, and until when. */
  wrapUps: z.array(z.object({ associateId, until: timestamp })),
});
export type EngagementState = z.infer<typeof engagementState>;

/** What can happen in an engagement. Past tense; appended, never changed. */
export const engagementEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('requested'),
    engagementId,
    channel,
    application: z.object({ id: applicationId, name: z.string() }),
    scenario: scenarioTerms,
    teamId,
    /** Absent in a meeting that nobody came to through the widget. */
    customer: z
      .object({ participantId, name: z.string().max(120).optional(), camera: z.boolean() })
      .optional(),
    meeting: meetingState.optional(),
    context: z.array(knownAttribute).max(maxContextAttributes),
  }),
  z.object({
    type: z.literal('context-changed'),
    attributes: z.array(knownAttribute).max(maxContextAttributes),
  }),
  z.object({ type: z.literal('invited'), invitation }),
  z.object({
    type: z.literal('invitation-closed'),
    invitationId,
    status: invitationStatus.exclude(['pending']),
    because: invitation.shape.because,
  }),
  ...transferEvents,
  ...questionEvents,
  ...deviceEvents,
  ...messageEvents,
  ...supervisionEvents,
  ...smsEvents,
  ...meetingEvents,
  z.object({
    type: z.literal('joined'),
    participantId,
    role: participantRole,
    associateId: associateId.optional(),
    name: z.string().max(120).optional(),
    camera: z.boolean(),
    /** Of a supervisor. */
    entrance: supervisorEntrance.optional(),
    deviceOf: participantId.optional(),
    device: deviceDescription.optional(),
  }),
  z.object({ type: z.literal('answered'), participantId }),
  z.object({ type: z.literal('lead-passed'), participantId }),
  z.object({ type: z.literal('muted'), participantId }),
  z.object({ type: z.literal('unmuted'), participantId }),
  z.object({ type: z.literal('camera-started'), participantId }),
  z.object({ type: z.literal('camera-stopped'), participantId }),
  z.object({ type: z.literal('screen-started'), participantId }),
  z.object({ type: z.literal('screen-stopped'), participantId }),
  z.object({ type: z.literal('paused'), participantId }),
  z.object({ type: z.literal('resumed'), participantId }),
  /** The customer is asked whether they may be recorded. */
  z.object({ type: z.literal('recording-asked') }),
  z.object({ type: z.literal('recording-allowed'), participantId }),
  z.object({ type: z.literal('recording-refused'), participantId }),
  /** It is wanted from here on; without a participant the scenario wants it. */
  z.object({ type: z.literal('recording-started'), participantId: participantId.optional() }),
  z.object({ type: z.literal('recording-stopped'), participantId }),
  /** The recorder's word that media is being written, and that it no longer is. */
  z.object({ type: z.literal('recording-began') }),
  z.object({ type: z.literal('recording-halted'), problem: recordingProblem.optional() }),
  z.object({
    type: z.literal('stroke-drawn'),
    participantId,
    stroke,
    /** A marker's. */
    number: z.int().min(1).optional(),
  }),
  z.object({
    type: z.literal('stroke-changed'),
    participantId,
    strokeId,
    points: inkPoints,
    text: inkText.optional(),
  }),
  z.object({ type: z.literal('strokes-erased'), participantId, strokeIds: z.array(strokeId) }),
  z.object({
    type: z.literal('ink-cleared'),
    participantId,
    target: inkTarget,
    whose: z.enum(['own', 'all']),
  }),
  z.object({ type: z.literal('consent-withdrawn'), participantId, matter: consentMatter }),
  z.object({ type: z.literal('consent-given'), participantId, matter: consentMatter }),
  /** From here on everyone looks at this still, and the picture's owner is asked for it. */
  z.object({ type: z.literal('frozen'), participantId, stillId, of: livePicture }),
  z.object({ type: z.literal('unfrozen'), participantId: participantId.optional() }),
  z.object({ type: z.literal('still-shown'), participantId, stillId }),
  /** The server has the frame that the associate saw. */
  z.object({ type: z.literal('still-previewed'), stillId, picture: stillPicture }),
  /** The server has the sharp picture. */
  z.object({ type: z.literal('still-taken'), stillId, picture: stillPicture }),
  /** There will be no sharper one. */
  z.object({ type: z.literal('still-failed'), stillId, problem: stillProblem }),
  z.object({ type: z.literal('still-deleted'), stillId, participantId: participantId.optional() }),
  z.object({ type: z.literal('connection-lost'), participantId, until: timestamp }),
  z.object({ type: z.literal('connection-regained'), participantId }),
  z.object({ type: z.literal('left'), participantId, reason: z.enum(['left', 'lost', 'taken-over']) }),
  z.object({
    type: z.literal('ended'),
    reason: endReason,
    participantId: participantId.optional(),
  }),
  z.object({ type: z.literal('wrap-up-began'), associateId, until: timestamp }),
  z.object({ type: z.literal('wrap-up-ended'), associateId }),
  /** Stands for an event that this reader may not see, so that numbers have no gaps. Never stored. */
  z.object({ type: z.literal('withheld') }),
]);
export type EngagementEvent = z.infer<typeof engagementEvent>;

/** An event in its place in the log. */
export const loggedEvent = z.object({
  engagementId,
  seq: z.int().min(1),
  at: timestamp,
  event: engagementEvent,
});
export type LoggedEvent = z.infer<typeof loggedEvent>;

const command = <T extends string>(type: T) => z.object({ type: z.literal(type), id: z.int(), engagementId });

/** Takes an engagement out of the queue without having been invited. */
export const engagementTake = command('engagement.take');
export const engagementPause = command('engagement.pause');
export const engagementResume = command('engagement.resume');
/** Ends the engagement for everyone; for a customer, `End call`. */
export const engagementExit = command('engagement.exit');
/** One associate goes while another stays. */
export const engagementLeave = command('engagement.leave');
export const engagementFinishWrapUp = command('engagement.finish-wrap-up');
export const trackMute = command('track.mute');
export const trackUnmute = command('track.unmute');
export const cameraStart = command('camera.start');
export const cameraStop = command('camera.stop');
export const screenStart = command('screen.start');
export const screenStop = command('screen.stop');
export const recordingStart = command('recording.start');
export const recordingStop = command('recording.stop');
/** The customer's answer to `Record this call?`. */
export const recordingAnswer = command('recording.answer').extend({ allow: z.boolean() });
/** New or changed facts about the customer's page and device; keys not named stay as they are. */
export const contextSet = command('context.set').extend({ attributes: contextAttributes });

export const engagementSnapshot = z.object({
  type: z.literal('engagement.snapshot'),
  engagement: engagementState,
  /** The participant that the reader is in this engagement. */
  participantId: participantId.optional(),
  /** Changes when media has to be connected anew (media process or server replaced). */
  mediaEpoch: z.string().max(64),
});
export const engagementHappened = z.object({
  type: z.literal('engagement.happened'),
  event: loggedEvent,
});
