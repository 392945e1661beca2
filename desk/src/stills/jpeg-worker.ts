/** Makes JPEG files of pictures, for jpeg.ts. */
import type { Encoding } from './jpeg.ts';

addEventListener('message', ({ data: { bitmap, type, quality, answer } }: MessageEvent<Encoding>) => {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
  canvas.convertToBlob({ type, quality }).then(
    (file) => {
      answer.postMessage(file, []);
    },
    () => {
      answer.postMessage(undefined, []);
    },
  );
});
