import type { StillProblem } from '@parley/protocol';
import { maxStillBytes, maxStillPixels } from '@parley/protocol/constants';
import { plainJpeg } from './plain-jpeg.ts';

/** A camera that takes longer for a photo is not waited for: the frame is there, and meanwhile everybody sees what was seen. */
const photoWithinMs = 5_000;
const quality = 0.92;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The sharpest picture that this browser can make of a live track right now, as a JPEG file without metadata: the
 * camera's own photo where that is larger, else the track's frame.
 * @param photo whether the track is a camera's
 */
export async function takeStill(track: MediaStreamTrack, photo: boolean): Promise<Blob | StillProblem> {
  if (track.readyState === 'ended') return 'no-picture';
  const own = photo ? takePhoto(track) : undefined;
  const frame = await grabFrame(track).catch(() => undefined);
  const taken = await own;
  try {
    if (taken && (!frame || pixels(taken.size) > pixels(frame))) return await limited(taken);
    return frame ? await encode(frame) : 'unsupported';
  } catch {
    return 'unsupported';
  } finally {
    frame?.close();
    taken?.bitmap.close();
  }
}

const pixels = ({ width, height }: Size): number => width * height;

interface Photo {
  readonly file: Blob;
  readonly bitmap: ImageBitmap;
  readonly size: Size;
}

/** W3C image-capture §5; absent in browsers that have no such thing, and when the camera refuses. */
async function takePhoto(track: MediaStreamTrack): Promise<Photo | undefined> {
  if (typeof ImageCapture === 'undefined') return undefined;
  try {
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, photoWithinMs, undefined));
    const file = await Promise.race([new ImageCapture(track).takePhoto(), late]);
    if (!file) return undefined;
    const bitmap = await createImageBitmap(file);
    return { file, bitmap, size: { width: bitmap.width, height: bitmap.height } };
  } catch {
    return undefined;
  }
}

async function grabFrame(track: MediaStreamTrack): Promise<ImageBitmap> {
  if (typeof ImageCapture !== 'undefined') {
    try {
      return await new ImageCapture(track).grabFrame();
    } catch {
      // A muted track has no frame for it, and a video element still shows the last one.
    }
  }
  return frameOfVideo(track);
}

/** What a hidden player shows of the track; Firefox and Safari have nothing else. */
async function frameOfVideo(track: MediaStreamTrack): Promise<ImageBitmap> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  try {
    await video.play();
    return await createImageBitmap(video);
  } finally {
    video.srcObject = null;
  }
}

/** The photo as it is where that is allowed, else made anew. */
async function limited({ file, bitmap, size }: Photo): Promise<Blob | StillProblem> {
  if (pixels(size) <= maxStillPixels && file.size <= maxStillBytes) {
    const plain = plainJpeg(new Uint8Array(await file.arrayBuffer()));
    if (plain) return plain;
  }
  return encode(bitmap);
}

async function encode(bitmap: ImageBitmap): Promise<Blob | StillProblem> {
  const factor = Math.min(1, Math.sqrt(maxStillPixels / pixels(bitmap)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(bitmap.width * factor);
  canvas.height = Math.floor(bitmap.height * factor);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return 'unsupported';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  if (!blob) return 'unsupported';
  if (blob.size > maxStillBytes) return 'too-large';
  // Safari writes a small Exif head of its own.
  return plainJpeg(new Uint8Array(await blob.arrayBuffer())) ?? blob;
}

const previewQuality = 0.85;

/** The frame that a player shows now, in its own size; undefined while it shows none. */
export async function frameSeen(video: HTMLVideoElement): Promise<Blob | undefined> {
  if (video.videoWidth === 0) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return undefined;
  // At once: the next frame is another picture.
  context.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', previewQuality),
  );
  return blob ? (plainJpeg(new Uint8Array(await blob.arrayBuffer())) ?? blob) : undefined;
}
