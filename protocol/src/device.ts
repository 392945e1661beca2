import { z } from 'zod';
import { maxDeviceDescription } from './constants.ts';
import { deviceLinkId, engagementId, participantId, phoneNumber, timestamp } from './ids.ts';

export const deviceWay = z.enum([
  'sms',
  'screen', // the customer's own page shows it
]);
/** How a link reaches the customer's second device. */
export type DeviceWay = z.infer<typeof deviceWay>;

export const deviceLinkStatus = z.enum(['open', 'used', 'declined', 'withdrawn', 'expired']);

/** What lets a customer's second device into their engagement, once. Of an engagement the last one is kept. */
export const deviceLink = z.object({
  id: deviceLinkId,
  way: deviceWay,
  byParticipantId: participantId,
  until: timestamp,
  status: deviceLinkStatus,
});
export type DeviceLink = z.infer<typeof deviceLink>;

/** What kind of device it is, in words: `Phone · Android 15 · Chrome 140`. */
export const deviceDescription = z.string().trim().min(1).max(maxDeviceDescription);

export const deviceEvents = [
  z.object({
    type: z.literal('device-invited'),
    link: deviceLink.pick({ id: true, way: true, byParticipantId: true, until: true }),
  }),
  z.object({
    type: z.literal('device-link-closed'),
    linkId: deviceLinkId,
    status: deviceLinkStatus.exclude(['open']),
  }),
  /** The customer speaks and hears there from now on. */
  z.object({ type: z.literal('sound-moved'), participantId }),
] as const;

const command = <T extends string>(type: T) => z.object({ type: z.literal(type), id: z.int(), engagementId });

/** Makes a link, in place of one that is still open. */
export const deviceInvite = command('device.invite').extend({
  by: z.discriminatedUnion('way', [
    z.strictObject({ way: z.literal('sms'), to: phoneNumber }),
    z.strictObject({ way: z.literal('screen') }),
  ]),
});
/** An associate takes a link back, or the customer will not have it. */
export const deviceWithdraw = command('device.withdraw').extend({ linkId: deviceLinkId });
/** The customer sends their second device away. */
export const deviceRemove = command('device.remove');
/** The customer speaks and hears on this device of theirs. */
export const soundTake = command('sound.take');
