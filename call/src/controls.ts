import type { CallControls, DeviceProblem, Outcome } from './api.ts';
import type { DeviceKind } from './media/capture.ts';
import type { Devices } from './media/devices.ts';
import { done, refused } from './outcome.ts';
import type { Participation } from './participation.ts';

async function outcomeOf(kind: DeviceKind, change: Promise<DeviceProblem | undefined>): Promise<Outcome> {
  const problem = await change;
  return problem ? refused('media-refused', `${kind}-${problem}`) : done;
}

/** The controls that both sides have. */
export const callControls = (participation: Participation, devices: Devices): CallControls => ({
  mute: () => participation.setMuted(true),
  unmute: () => participation.setMuted(false),
  startCamera: (previewed) => participation.startCamera(previewed),
  stopCamera: () => participation.stopCamera(),
  pause: () => participation.ask('engagement.pause'),
  resume: () => participation.ask('engagement.resume'),
  exit: () => participation.ask('engagement.exit'),
  chooseMicrophone: (deviceId) => outcomeOf('microphone', devices.chooseMicrophone(deviceId)),
  chooseCamera: (deviceId) => outcomeOf('camera', devices.chooseCamera(deviceId)),
  chooseSpeaker: (deviceId) => devices.chooseSpeaker(deviceId),
  showAt: (sizes) => participation.showAt(sizes),
  flipCamera: () => outcomeOf('camera', devices.flipCamera()),
});
