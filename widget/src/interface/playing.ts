/** Lets an element show or play one track; the promise is the browser's yes or no to playing it now. */
export function play(element: HTMLMediaElement, track: MediaStreamTrack): Promise<void> {
  element.srcObject = new MediaStream([track]);
  return element.play();
}

export function stop(element: HTMLMediaElement): void {
  element.srcObject = null;
}
