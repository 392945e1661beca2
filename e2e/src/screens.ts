declare global {
  interface Window {
    /** What the page captured of screens; kept by `watchCaptures`. */
    screenCaptures: MediaStream[];
  }
}

/** Runs before the page's own scripts: remembers its screen captures, so that one can be ended as the browser's bar does. */
export function watchCaptures(): void {
  window.screenCaptures = [];
  const { mediaDevices } = navigator;
  const original = mediaDevices.getDisplayMedia.bind(mediaDevices);
  mediaDevices.getDisplayMedia = async (options) => {
    const capture = await original(options);
    window.screenCaptures.push(capture);
    return capture;
  };
}
