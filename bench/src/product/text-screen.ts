/** Both run inside a page and refer to nothing outside themselves but what the other keeps. */

declare global {
  interface Window {
    /** What is shared in place of a screen. */
    textScreen: HTMLCanvasElement | undefined;
  }
}

/**
 * Before the page's own scripts: instead of a screen a page of text is shared, 1920 × 1080, sizes from 12 to 20 px as on
 * real pages, drawn beforehand. A caret blinks in a corner ten times a second: browsers repeat a screen's last frame when a
 * key frame is asked for, and of a canvas they have only those that are drawn.
 */
export function shareText(): void {
  const words =
    'The associate and the customer look at the same contract while they talk about it; whoever reads the small print ' +
    'has to be able to tell 0 from O, 1 from l, and € 1,234.50 from € 1,284.50 at once.';
  const drawn = (): HTMLCanvasElement => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1_920, 1_080];
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas to be had');
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 0, 1_920, 1_080);
    pen.textBaseline = 'top';
    for (let y = 24, line = 0; y < 1_040; line += 1) {
      const size = 12 + (line % 5) * 2;
      pen.font = `${String(size)}px sans-serif`;
      pen.fillStyle = ['#16191d', '#54595f', '#0a6557'][line % 3] ?? '';
      pen.fillText(`${String(line)} ${words.slice(line)} ${words}`, 24, y, 1_840);
      y += Math.round(size * 1.6);
    }
    return canvas;
  };
  addEventListener('DOMContentLoaded', () => (window.textScreen = drawn()));
  navigator.mediaDevices.getDisplayMedia = () => {
    const canvas = (window.textScreen ??= drawn());
    const shown = canvas.captureStream(15);
    const pen = canvas.getContext('2d');
    let isShown = false;
    const blink = setInterval(() => {
      isShown = !isShown;
      if (pen) pen.fillStyle = isShown ? '#000000' : '#ffffff';
      pen?.fillRect(1_904, 1_060, 2, 16);
      if (shown.getTracks().every(({ readyState }) => readyState === 'ended')) clearInterval(blink);
    }, 100);
    return Promise.resolve(shown);
  };
}

/** The brightness of a picture's pixels, 0..255, as text with a letter for each (a byte of Latin-1). */
export function brightness(source: HTMLCanvasElement | HTMLVideoElement): {
  readonly width: number;
  readonly height: number;
  readonly pixels: string;
} {
  const isVideo = source instanceof HTMLVideoElement;
  const width = isVideo ? source.videoWidth : source.width;
  const height = isVideo ? source.videoHeight : source.height;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('no canvas to be had');
  pen.drawImage(source, 0, 0);
  const { data } = pen.getImageData(0, 0, width, height);
  const rows: string[] = [];
  for (let y = 0; y < height; y += 1) {
    const row: number[] = [];
    for (let at = y * width * 4; at < (y + 1) * width * 4; at += 4)
      row.push(
        Math.round(0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)),
      );
    rows.push(String.fromCharCode(...row));
  }
  return { width, height, pixels: rows.join('') };
}
