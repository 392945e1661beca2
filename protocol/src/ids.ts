import { z } from 'zod';

/** All ids are UUIDv7 (RFC 9562 §5.7): unique, and sortable by time of creation. */
const id = <Name extends string>() => z.uuid().brand<Name>();

export const engagementId = id<'EngagementId'>();
export type EngagementId = z.infer<typeof engagementId>;

export const participantId = id<'ParticipantId'>();
export type ParticipantId = z.infer<typeof participantId>;

export const invitationId = id<'InvitationId'>();
export type InvitationId = z.infer<typeof invitationId>;

export const associateId = id<'AssociateId'>();
export type AssociateId = z.infer<typeof associateId>;

export const applicationId = id<'ApplicationId'>();
export type ApplicationId = z.infer<typeof applicationId>;

export const scenarioId = id<'ScenarioId'>();
export type ScenarioId = z.infer<typeof scenarioId>;

export const teamId = id<'TeamId'>();
export type TeamId = z.infer<typeof teamId>;

export const strokeId = id<'StrokeId'>();
export type StrokeId = z.infer<typeof strokeId>;

export const questionId = id<'QuestionId'>();
export type QuestionId = z.infer<typeof questionId>;
export const stillId = id<'StillId'>();
export type StillId = z.infer<typeof stillId>;

export const meetingId = id<'MeetingId'>();
export type MeetingId = z.infer<typeof meetingId>;

export const messageId = id<'MessageId'>();
export type MessageId = z.infer<typeof messageId>;

export const smsId = id<'SmsId'>();
export type SmsId = z.infer<typeof smsId>;
export const conversationId = id<'ConversationId'>();
export type ConversationId = z.infer<typeof conversationId>;
export const conversationEntryId = id<'ConversationEntryId'>();
export type ConversationEntryId = z.infer<typeof conversationEntryId>;
export const deviceLinkId = id<'DeviceLinkId'>();
export type DeviceLinkId = z.infer<typeof deviceLinkId>;

/** A telephone number: E.164. */
export const phoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/);

/** A point in time on the wire: UTC, ISO 8601, with milliseconds. */
export const timestamp = z.iso.datetime({ precision: 3 });
export type Timestamp = z.infer<typeof timestamp>;
