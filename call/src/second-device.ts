import type { DeviceLinkShown, ProblemBody } from '@parley/protocol';
import type { OwnDeviceControls, SecondDeviceControls } from './second-device-api.ts';
import { unreachable } from './outcome.ts';
import type { Participation } from './participation.ts';
import { post, refusalOf, type HttpAccess } from './pieces.ts';

/** Making links to a second device of the customer, and taking them back. */
export const secondDeviceControls = (participation: Participation): SecondDeviceControls => ({
  sendLink: (to) =>
    participation.askAbout((engagementId) => ({
      type: 'device.invite',
      engagementId,
      by: { way: 'sms', to },
    })),
  showLink: () =>
    participation.askAbout((engagementId) => ({
      type: 'device.invite',
      engagementId,
      by: { way: 'screen' },
    })),
  withdraw: (linkId) =>
    participation.askAbout((engagementId) => ({ type: 'device.withdraw', engagementId, linkId })),
});

/** The customer's half. */
export function ownDeviceControls(participation: Participation, access: () => HttpAccess): OwnDeviceControls {
  const link = secondDeviceControls(participation);
  return {
    showLink: () => link.showLink(),
    withdraw: (linkId) => link.withdraw(linkId),
    remove: () => participation.ask('device.remove'),
    takeSound: () => participation.ask('sound.take'),
    link: () => {
      const id = participation.live?.state.id;
      return id === undefined ? Promise.resolve(unreachable) : fetchLink(access(), id);
    },
  };
}

const isLink = (value: unknown): value is DeviceLinkShown =>
  typeof value === 'object' &&
  value !== null &&
  'url' in value &&
  typeof value.url === 'string' &&
  'until' in value;

async function fetchLink(access: HttpAccess, id: string): Promise<DeviceLinkShown | ProblemBody> {
  try {
    const response = await post(access, `/api/v1/engagements/${id}/device-link`);
    if (!response.ok) return await refusalOf(response);
    const answer: unknown = await response.json();
    return isLink(answer) ? answer : unreachable;
  } catch {
    return unreachable;
  }
}
