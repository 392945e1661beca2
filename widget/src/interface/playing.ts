import { frameOf } from '@parley/ui/picture';

/** Where each track plays, or was last begun to. */
const players = new WeakMap<MediaStreamTrack, HTMLMediaElement>();

/** Lets an element show or play one track; the promise is the browser's yes or no to playing it now. */
export function play(element: HTMLMediaElement, track: MediaStreamTrack): Promise<void> {
  players.set(track, element);
  element.srcObject = new MediaStream([track]);
  return element.play();
}

export function stop(element: HTMLMediaElement): void {
  element.srcObject = null;
}

/** What is seen of a track at this moment, to be shown whole; undefined while it is nowhere to be seen. */
export function frameNow(track: MediaStreamTrack): HTMLCanvasElement | undefined {
  const player = players.get(track);
  const frame = player instanceof HTMLVideoElement ? frameOf(player) : undefined;
  if (frame) frame.className = 'picture contain';
  return frame;
}
