import { z } from 'zod';
import { maxParticipants } from '../constants.ts';
import { engagementId, meetingId, timestamp } from '../ids.ts';
import { meetingTitle } from '../meeting.ts';
import { meetingPin } from './entrance.ts';

/** E.164 */
const phone = z.string().regex(/^\+[1-9]\d{6,14}$/);

/** Somebody who is told of a meeting: by e-mail, or by SMS where only a phone is known. */
export const meetingPerson = z
  .object({
    name: z
      .string()
      .trim()
      .min(1)
      .max(80)
      // oxlint-disable-next-line no-control-regex -- a name is one line of words
      .regex(/^[^\u0000-\u001f\u007f]*$/),
    email: z.email().max(254).optional(),
    phone: phone.optional(),
  })
  .refine(({ email, phone: number }) => email !== undefined || number !== undefined, 'an e-mail or a phone');
export type MeetingPerson = z.infer<typeof meetingPerson>;

const oneLineTitle = meetingTitle
  // oxlint-disable-next-line no-control-regex -- it becomes the subject of an e-mail
  .regex(/^[^\u0000-\u001f\u007f]*$/);

const common = {
  title: oneLineTitle,
  /** Absent: now. */
  startsAt: timestamp.optional(),
  minutes: z.int().min(5).max(600),
  people: z.array(meetingPerson).max(maxParticipants - 1),
  lobby: z.boolean(),
  /** IANA name, for the times in what is sent. */
  timeZone: z.string().max(64).refine(isTimeZone, 'not a time zone'),
  language: z.enum(['en', 'de']),
};

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

/** `POST /api/v1/meetings` */
export const meetingRequest = z.object({
  ...common,
  pin: meetingPin.optional(),
  /** People come into this engagement, in which the associate is; else the meeting is one of its own. */
  engagementId: engagementId.optional(),
});
export type MeetingRequest = z.infer<typeof meetingRequest>;

/** `PUT /api/v1/meetings/:id`: all of it anew. Without `pin` it stays as it is; null takes it away. */
export const meetingChange = z.object({ ...common, pin: meetingPin.nullable().optional() });
export type MeetingChange = z.infer<typeof meetingChange>;

export const meetingRecord = z.object({
  id: meetingId,
  title: z.string(),
  startsAt: timestamp,
  endsAt: timestamp,
  /** `running`: people can come in. */
  status: z.enum(['planned', 'running', 'over', 'cancelled']),
  code: z.string(),
  link: z.string(),
  hasPin: z.boolean(),
  lobby: z.boolean(),
  people: z.array(meetingPerson),
  /** While and after it runs. */
  engagementId: engagementId.optional(),
  /** It was made in a running engagement, and is nothing without it. */
  isWithin: z.boolean(),
  /** By which some of its people are to be told, and nothing can be sent. */
  untold: z.array(z.enum(['email', 'sms'])),
});
export type MeetingRecord = z.infer<typeof meetingRecord>;

/** `GET /api/v1/meetings`: own ones that are not over, the next first. */
export const meetingList = z.object({ meetings: z.array(meetingRecord) });
