/** What a video shows at this moment, in its own size; nothing while it shows nothing. Takes a few milliseconds at most. */
export function frameOf(video: HTMLVideoElement | null): HTMLCanvasElement | undefined {
  if (!video || video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return canvas;
}
