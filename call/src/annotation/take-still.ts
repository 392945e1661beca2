import type { StillProblem } from '@parley/protocol';
import { maxStillBytes, maxStillPixels } from '@parley/protocol/constants';
import { hashed, type HashedFile } from '../pieces.ts';
import { plainJpeg } from './plain-jpeg.ts';

/** A camera that takes longer for a photo is not waited for: the frame is there, and meanwhile everybody sees what was seen. */
const photoWithinMs = 5_000;
const quality = 0.92;
const type = 'image/jpeg';

type Bytes = Uint8Array<ArrayBuffer>;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The sharpest picture that this browser can make of a live track right now, as a JPEG file without metadata: the
 * camera's own photo where that is larger, else the track's frame.
 * @param photo whether the track is a camera's
 */
export async function takeStill(track: MediaStreamTrack, photo: boolean): Promise<HashedFile | StillProblem> {
  if (track.readyState === 'ended') return 'no-picture';
  // Both at once, but the photo does not wait for the frame.
  const frame = grabFrame(track).catch(() => undefined);
  try {
    const taken = photo ? await takePhoto(track) : undefined;
    const sharp = taken && (await fileOf(taken, pixelsOf(track, frame)).catch(() => undefined));
    const bytes = sharp ?? (await encodeFrame(await frame));
    return typeof bytes === 'string' ? bytes : await fileWith(bytes);
  } catch {
    return 'unsupported';
  } finally {
    void frame.then((bitmap) => bitmap?.close());
  }
}

const encodeFrame = async (frame: ImageBitmap | undefined): Promise<Bytes | StillProblem> =>
  frame ? encode(frame) : 'unsupported';

/** Of its frames: as the browser says, or else as one of them is. */
async function pixelsOf(track: MediaStreamTrack, frame: Promise<ImageBitmap | undefined>): Promise<number> {
  const { width = 0, height = 0 } = track.getSettings();
  return width * height || pixels((await frame) ?? { width: 0, height: 0 });
}

const pixels = ({ width, height }: Size): number => width * height;

/** W3C image-capture §5; absent in browsers that have no such thing, and when the camera refuses. */
async function takePhoto(track: MediaStreamTrack): Promise<Blob | undefined> {
  if (typeof ImageCapture === 'undefined') return undefined;
  try {
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, photoWithinMs, undefined));
    return await Promise.race([new ImageCapture(track).takePhoto(), late]);
  } catch {
    return undefined;
  }
}

/**
 * The photo as it is where that is allowed, else made anew; undefined when it has no more pixels than the frame. Its size
 * is read, for to decode a photo only to measure it takes longer than to send it.
 */
async function fileOf(photo: Blob, ofFrames: Promise<number>): Promise<Bytes | StillProblem | undefined> {
  const plain = plainJpeg(new Uint8Array(await photo.arrayBuffer()));
  const framePixels = await ofFrames;
  if (plain && pixels(plain) <= framePixels) return undefined;
  if (plain && pixels(plain) <= maxStillPixels && plain.bytes.length <= maxStillBytes) return plain.bytes;
  const bitmap = await createImageBitmap(photo);
  try {
    return pixels(bitmap) > framePixels ? await encode(bitmap) : undefined;
  } finally {
    bitmap.close();
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

async function encode(bitmap: ImageBitmap): Promise<Bytes | StillProblem> {
  const factor = Math.min(1, Math.sqrt(maxStillPixels / pixels(bitmap)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(bitmap.width * factor);
  canvas.height = Math.floor(bitmap.height * factor);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return 'unsupported';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
  if (!blob) return 'unsupported';
  if (blob.size > maxStillBytes) return 'too-large';
  return plainBytes(blob);
}

const fileWith = (bytes: Bytes): Promise<HashedFile> => hashed(new Blob([bytes], { type }), bytes);

/** Safari writes a small Exif head of its own. */
export const withoutExif = async (jpeg: Blob): Promise<HashedFile> => fileWith(await plainBytes(jpeg));

async function plainBytes(jpeg: Blob): Promise<Bytes> {
  const bytes = new Uint8Array(await jpeg.arrayBuffer());
  return plainJpeg(bytes)?.bytes ?? bytes;
}
