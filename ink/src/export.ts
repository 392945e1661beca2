import type { Size } from './geometry.ts';
import { renderInk, type VisibleStroke } from './render.ts';

/**
 * A picture with its ink, at the picture's own size.
 * @throws Error when the browser can't make a picture that large
 */
export async function burnIn(
  picture: CanvasImageSource,
  strokes: readonly VisibleStroke[],
  size: Size,
  type: 'image/png' | 'image/jpeg',
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(picture, 0, 0, size.width, size.height);
  renderInk(context, strokes, size);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.92));
  if (!blob) throw new Error('a picture of this size could not be written');
  return blob;
}
