import { useEffect, useRef, type ReactNode } from 'react';

/** Twice the width of its place, for dense screens; pixels. */
const width = 160;

/** Made once of each file: to decode large ones again, whenever the strip is shown, takes longer than a still itself. */
const made = new WeakMap<Blob, Promise<ImageBitmap>>();

function smallOf(file: Blob): Promise<ImageBitmap> {
  const known = made.get(file);
  if (known) return known;
  const bitmap = createImageBitmap(file, { resizeWidth: width, resizeQuality: 'medium' });
  made.set(file, bitmap);
  return bitmap;
}

/** A picture that is in memory, small. */
export function SmallPicture({ file }: { readonly file: Blob }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isGone = false;
    smallOf(file).then(
      (bitmap) => {
        const element = canvas.current;
        if (isGone || !element) return;
        element.width = bitmap.width;
        element.height = bitmap.height;
        element.getContext('2d')?.drawImage(bitmap, 0, 0);
      },
      // Not a picture after all: its place stays empty.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [file]);
  return <canvas ref={canvas} />;
}
