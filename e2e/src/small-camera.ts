/**
 * In the page, before its own scripts: a camera that is no larger than a story needs. Two browsers that encode, decode
 * and show what the product asks a camera for (1280 × 720) keep two processors busy with pixels that nobody looks at.
 * Passed into the page, so it must not refer to anything outside itself.
 *
 * @param frameRate frames a second, for a company that is larger than two cores
 */
export function smallCamera(frameRate?: number): void {
  const [width, height] = [640, 360];
  // Pages that are not secure have none.
  const mediaDevices = navigator.mediaDevices as MediaDevices | undefined;
  if (!mediaDevices) return;
  const original = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = (constraints) => {
    const video = constraints?.video;
    if (!video) return original(constraints);
    const wanted = video === true ? {} : video;
    return original({
      ...constraints,
      video: {
        ...wanted,
        width: { ideal: width, max: width },
        height: { ideal: height, max: height },
        ...(frameRate && { frameRate }),
      },
    });
  };
}
