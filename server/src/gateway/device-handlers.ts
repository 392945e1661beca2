import type { UpRequest } from '@parley/protocol';
import type { Devices } from '../device/devices.ts';
import type { Engagements } from '../engagement/engagements.ts';
import { refuse, type Outcome } from '../platform/outcome.ts';
import { selfIn, type RealtimeReader } from './reader.ts';

export interface DeviceParts {
  readonly devices: Devices;
  readonly engagements: Engagements;
}

/** Makes a link to a second device of the customer, and sends it or lets their page show it. */
export async function inviteDevice(
  { devices, engagements }: DeviceParts,
  reader: RealtimeReader,
  { engagementId, by }: Extract<UpRequest, { type: 'device.invite' }>,
): Promise<Outcome<object>> {
  const state = await engagements.state(engagementId);
  const self = state && selfIn(reader, state);
  if (!state || !self) return refuse('engagement-not-found');
  return devices.invite(state, self, by);
}
