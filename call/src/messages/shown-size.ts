const mostWidth = 280;
const mostHeight = 220;

/** How large a picture is shown among messages, CSS pixels: known before it is here, so that nothing jumps. */
export function shownSize(
  width: number,
  height = width,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, mostWidth / width, mostHeight / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
