import type { DeviceProblem } from '../api.ts';

export type DeviceKind = 'microphone' | 'camera';
export type Captured = MediaStreamTrack | DeviceProblem;

/** Which device: a chosen one if it is there, or exactly that one, or the browser's choice. */
export interface Which {
  readonly deviceId?: string | undefined;
  readonly exactly?: boolean;
  readonly facing?: 'user' | 'environment' | undefined;
}

const problems: Readonly<Record<string, DeviceProblem>> = {
  NotAllowedError: 'blocked',
  SecurityError: 'blocked',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'in-use',
  AbortError: 'in-use',
};

/** What `getUserMedia` or `getDisplayMedia` meant (W3C mediacapture-streams §10.2, screen-capture §5.1). */
export const problemOf = (error: unknown): DeviceProblem =>
  (error instanceof DOMException && problems[error.name]) || 'failed';

export const isProblem = (captured: Captured): captured is DeviceProblem => typeof captured === 'string';

function deviceIdOf({ deviceId, exactly }: Which): { deviceId?: ConstrainDOMString } {
  if (deviceId === undefined) return {};
  return { deviceId: exactly ? { exact: deviceId } : { ideal: deviceId } };
}

const audioOf = (which: Which): MediaTrackConstraints => ({
  ...deviceIdOf(which),
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
});

const videoOf = (which: Which): MediaTrackConstraints => ({
  ...deviceIdOf(which),
  ...(which.deviceId === undefined || which.facing ? { facingMode: { ideal: which.facing ?? 'user' } } : {}),
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
});

async function capture(constraints: MediaStreamConstraints): Promise<MediaStreamTrack[]> {
  // Absent on pages that are not served securely (Secure Contexts §1).
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) throw new DOMException('no secure context', 'SecurityError');
  const tracks = (await devices.getUserMedia(constraints)).getTracks();
  for (const track of tracks) {
    // Faces in motion: the encoder keeps the frame rate and lets the resolution go (W3C mst-content-hint §3).
    if (track.kind === 'video') track.contentHint = 'motion';
  }
  return tracks;
}

/** One device, or why not. */
export async function captureOne(kind: DeviceKind, which: Which): Promise<Captured> {
  try {
    const [track] = await capture(
      kind === 'microphone' ? { audio: audioOf(which) } : { video: videoOf(which) },
    );
    return track ?? 'failed';
  } catch (error) {
    return problemOf(error);
  }
}

/** Whether the person or the browser has said yes already; false too where the browser can't tell. */
async function isGranted(name: DeviceKind): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name })).state === 'granted';
  } catch {
    return false;
  }
}

/**
 * Both in one question to the person. When that fails each is tried alone, so that a missing camera costs no
 * microphone; but whoever said no is not asked about the camera once more.
 */
export async function captureBoth(
  microphone: Which,
  camera: Which,
): Promise<{ readonly microphone: Captured; readonly camera: Captured }> {
  try {
    const tracks = await capture({ audio: audioOf(microphone), video: videoOf(camera) });
    const track = (kind: string): Captured => tracks.find((one) => one.kind === kind) ?? 'failed';
    return { microphone: track('audio'), camera: track('video') };
  } catch (error) {
    const refused = problemOf(error) === 'blocked';
    const alone = await captureOne('microphone', microphone);
    const askForCamera = !refused || (isProblem(alone) && (await isGranted('camera')));
    return { microphone: alone, camera: askForCamera ? await captureOne('camera', camera) : 'blocked' };
  }
}
