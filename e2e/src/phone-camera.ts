declare global {
  interface Window {
    /** What the page has asked the browser for, in order; kept by `phoneCamera`. */
    askedFor: MediaStreamConstraints[];
  }
}

/**
 * In a phone's page, before its own scripts: cameras at the front (blue) and at the back (green) that stand upright, and
 * move.
 */
export function phoneCamera(): void {
  window.askedFor = [];
  const camera = (facing: string): MediaStream => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [480, 640];
    const context = canvas.getContext('2d', { alpha: false });
    let at = 0;
    const draw = (): void => {
      if (!context) return;
      context.fillStyle = facing === 'user' ? '#2040c0' : '#20a040';
      context.fillRect(0, 0, 480, 640);
      context.fillStyle = '#ffffff';
      context.fillRect((at += 4) % 480, 600, 20, 20);
    };
    draw();
    setInterval(draw, 33);
    const picture = canvas.captureStream(30);
    for (const track of picture.getVideoTracks()) {
      const original = track.getSettings.bind(track);
      track.getSettings = () => ({ ...original(), facingMode: facing });
    }
    return picture;
  };
  navigator.mediaDevices.getUserMedia = (constraints = {}) => {
    window.askedFor.push(constraints);
    const { video } = constraints;
    const facing = typeof video === 'object' ? video.facingMode : undefined;
    const isFront = JSON.stringify(facing ?? '').includes('user');
    return Promise.resolve(camera(isFront ? 'user' : 'environment'));
  };
}
