import type { LiveEngagement } from '@parley/call';
import { deviceIn, may, openDeviceLink } from '@parley/engagement';

/** A page on a phone has the camera that the phone has. */
const isHandheld = matchMedia('(pointer: coarse)').matches;

/** Whether the customer could show what their phone sees: not where this is the phone. */
export const mayUsePhone = ({ state, selfId }: LiveEngagement): boolean =>
  !isHandheld &&
  deviceIn(state)?.state !== 'present' &&
  !openDeviceLink(state) &&
  may(state, selfId, 'invite-device-by-screen');
