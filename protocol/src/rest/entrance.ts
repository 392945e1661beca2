import { z } from 'zod';
import { engagementId, participantId, timestamp } from '../ids.ts';

/** As somebody typed it or a link has it; which codes there are is the server's to say. */
const typedCode = z.string().min(1).max(40);
export const meetingPin = z.string().regex(/^\d{4,10}$/);

/** `POST /api/v1/entrances/look`: what a code opens. */
export const entranceLook = z.object({ code: typedCode, pin: z.string().max(20).optional() });
export type EntranceLook = z.infer<typeof entranceLook>;

/** What stands behind a code, by its kind. */
export const entranceView = z.discriminatedUnion('kind', [
  /** A customer's second device, into their call. */
  z.object({
    kind: z.literal('device'),
    companyName: z.string(),
    /** Who leads there. */
    associateName: z.string().optional(),
    until: timestamp,
  }),
  z.object({
    kind: z.literal('meeting'),
    title: z.string(),
    hostName: z.string(),
    startsAt: timestamp,
    endsAt: timestamp,
    /** Until the host has come, nobody can come in. */
    isHostThere: z.boolean(),
    /** The company's colour, `#rrggbb`. */
    brandColor: z.string(),
    companyName: z.string(),
  }),
]);
export type EntranceView = z.infer<typeof entranceView>;

/** `POST /api/v1/entrances/enter`: comes in, or into the lobby where there is one. */
export const entranceEnter = entranceLook.extend({
  /** A person's name; of a device, what it is: `Phone · Pixel 9 · Chrome 140`. */
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    // oxlint-disable-next-line no-control-regex -- a name is one line of words
    .regex(/^[^\u0000-\u001f\u007f]*$/),
  camera: z.boolean(),
});
export type EntranceEnter = z.infer<typeof entranceEnter>;

export const entranceEntered = z.object({
  engagementId,
  participantId,
  /** Names this engagement and this participant; shown once. */
  token: z.string(),
});
