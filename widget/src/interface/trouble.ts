import type { DeviceProblem, MediaState } from '@parley/call';

/** What is wrong with the customer's own devices, and what stands between them and being seen and heard. */
export interface Trouble {
  readonly medium: 'both' | 'camera' | 'microphone';
  readonly problem: DeviceProblem;
}

/** The trouble worth a notice. A camera that nobody asked for has none. */
export function deviceTrouble(
  { camera, microphone }: Pick<MediaState, 'camera' | 'microphone'>,
  wantsCamera: boolean,
): Trouble | undefined {
  const ofCamera = wantsCamera && camera.state === 'failed' ? (camera.problem ?? 'failed') : undefined;
  const ofMicrophone = microphone.state === 'failed' ? (microphone.problem ?? 'failed') : undefined;
  if (ofCamera && ofCamera === ofMicrophone) return { medium: 'both', problem: ofCamera };
  // Not being heard is worse than not being seen.
  if (ofMicrophone) return { medium: 'microphone', problem: ofMicrophone };
  return ofCamera && { medium: 'camera', problem: ofCamera };
}

export type BrowserFamily = 'chrome' | 'safari' | 'safari-phone' | 'firefox';

/** Which browser's words for permissions apply. Everything on an iPhone has Safari's. */
export function browserFamily(text: string): BrowserFamily {
  if (/iPhone|iPad|iPod/.test(text)) return 'safari-phone';
  if (/Firefox\//.test(text)) return 'firefox';
  if (/Chrome\/|Chromium\//.test(text)) return 'chrome';
  return /Safari\//.test(text) ? 'safari' : 'chrome';
}
