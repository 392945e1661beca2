/** Shows or plays this track, or nothing. An element that has it already is left alone, so that it does not flicker. */
export function attachTrack(element: HTMLMediaElement, track: MediaStreamTrack | undefined): void {
  const shown = element.srcObject instanceof MediaStream ? element.srcObject.getTracks() : [];
  if (track ? shown.length === 1 && shown[0] === track : element.srcObject === null) return;
  element.srcObject = track ? new MediaStream([track]) : null;
}

/**
 * Starts what was attached. False when the browser holds sound back until somebody clicks (autoplay policy): call it
 * again from a click then.
 */
export async function play(element: HTMLMediaElement): Promise<boolean> {
  try {
    await element.play();
    return true;
  } catch (error) {
    // An element that got another track, or went away, while it started is no failure (HTML §4.8.11.8 AbortError).
    return !(error instanceof DOMException && error.name === 'NotAllowedError');
  }
}

/** Plays through this speaker; the system's where the browser has no choice, or when it was unplugged meanwhile. */
export async function chooseSpeaker(element: HTMLMediaElement, speakerId: string | undefined): Promise<void> {
  if (!('setSinkId' in element)) return;
  await element.setSinkId(speakerId ?? '').catch(() => undefined);
}
