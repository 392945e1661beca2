import type { DeviceLink, EngagementEvent, EngagementState, Participant } from '@parley/protocol';
import { customerOf } from './state.ts';

/** The link to a second device that can still be used. */
export const openDeviceLink = ({ deviceLink }: EngagementState): DeviceLink | undefined =>
  deviceLink?.status === 'open' ? deviceLink : undefined;

/**
 * What is said when the customer speaks elsewhere because their device is lost, goes, or is back: who has muted themselves
 * is not heard by surprise.
 *
 * @param device as it was before
 */
export function muteAlong(state: EngagementState, device: Participant): EngagementEvent[] {
  const customer = customerOf(state);
  if (!customer || device.id !== state.soundId) return [];
  const [before, now] = device.state === 'present' ? [device, customer] : [customer, device];
  return before.muted && !now.muted ? [{ type: 'muted', participantId: now.id }] : [];
}

/** The state after something happened to a link, or to a second device. */
export function devicesAfter(state: EngagementState, event: EngagementEvent): EngagementState {
  switch (event.type) {
    case 'device-invited':
      return { ...state, deviceLink: { ...event.link, status: 'open' } };
    case 'device-link-closed':
      return state.deviceLink?.id === event.linkId
        ? { ...state, deviceLink: { ...state.deviceLink, status: event.status } }
        : state;
    case 'sound-moved':
      return event.participantId === customerOf(state)?.id
        ? withoutSound(state)
        : { ...state, soundId: event.participantId };
    case 'left':
      return state.soundId === event.participantId ? withoutSound(state) : state;
    case 'ended':
      return withoutLink(withoutSound(state));
    default:
      return state;
  }
}

const withoutSound = ({ soundId: _, ...state }: EngagementState): EngagementState => state;
const withoutLink = ({ deviceLink: _, ...state }: EngagementState): EngagementState => state;
